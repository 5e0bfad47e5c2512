-- AlterTable
ALTER TABLE "erasures" ADD COLUMN     "keep_reviews" BOOLEAN NOT NULL DEFAULT false;
