-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "asset_failure" ADD VALUE 'nothing_to_play';
ALTER TYPE "asset_failure" ADD VALUE 'other_kind';
ALTER TYPE "asset_failure" ADD VALUE 'encrypted';

-- AlterTable
ALTER TABLE "assets" ADD COLUMN     "is_replacement" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "loudness_lufs" DOUBLE PRECISION,
ADD COLUMN     "orphan_due_at" TIMESTAMPTZ(3),
ADD COLUMN     "peaks" BYTEA,
ADD COLUMN     "poster_choices" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "thumbnails_key" TEXT;

-- CreateIndex
CREATE INDEX "assets_orphan_due_at_idx" ON "assets"("orphan_due_at");
