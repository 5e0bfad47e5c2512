-- AlterTable
ALTER TABLE "assets" ADD COLUMN     "page_count" INTEGER,
ADD COLUMN     "page_pictures" INTEGER NOT NULL DEFAULT 0;
