-- CreateEnum
CREATE TYPE "asset_failure" AS ENUM ('unreadable', 'too_long', 'too_many_pixels', 'processing_failed');

-- AlterTable
ALTER TABLE "assets" ADD COLUMN     "failure" "asset_failure",
ADD COLUMN     "progress_percent" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "stream_key" TEXT;

-- CreateTable
CREATE TABLE "picture_variants" (
    "id" UUID NOT NULL,
    "asset_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "content_type" TEXT NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "bytes" INTEGER NOT NULL,

    CONSTRAINT "picture_variants_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "picture_variants_key_key" ON "picture_variants"("key");

-- CreateIndex
CREATE INDEX "picture_variants_asset_id_idx" ON "picture_variants"("asset_id");

-- AddForeignKey
ALTER TABLE "picture_variants" ADD CONSTRAINT "picture_variants_asset_id_fkey" FOREIGN KEY ("asset_id") REFERENCES "assets"("id") ON DELETE CASCADE ON UPDATE CASCADE;
