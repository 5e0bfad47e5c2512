-- AlterTable
ALTER TABLE "course_versions" ADD COLUMN     "cover_alt" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "cover_contrast" DOUBLE PRECISION,
ADD COLUMN     "cover_shade_percent" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "is_cover_decorative" BOOLEAN NOT NULL DEFAULT false;
