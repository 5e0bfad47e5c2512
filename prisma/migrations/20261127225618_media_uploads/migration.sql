-- AlterEnum
ALTER TYPE "asset_kind" ADD VALUE 'audio';

-- DropForeignKey
ALTER TABLE "courses" DROP CONSTRAINT "courses_cover_asset_id_fkey";

-- DropForeignKey
ALTER TABLE "lesson_versions" DROP CONSTRAINT "lesson_versions_asset_id_fkey";

-- DropIndex
DROP INDEX "assets_owner_id_idx";

-- AlterTable
ALTER TABLE "assets" ADD COLUMN     "fingerprint" TEXT,
ADD COLUMN     "folder" UUID,
ADD COLUMN     "name" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "uploads" (
    "id" UUID NOT NULL,
    "owner_id" UUID,
    "name" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "content_type" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "store_upload_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "uploads_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "uploads_created_at_id_idx" ON "uploads"("created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "uploads_owner_id_fingerprint_key" ON "uploads"("owner_id", "fingerprint");

-- CreateIndex
CREATE INDEX "assets_owner_id_created_at_id_idx" ON "assets"("owner_id", "created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "assets_owner_id_fingerprint_key" ON "assets"("owner_id", "fingerprint");

-- AddForeignKey
ALTER TABLE "lesson_versions" ADD CONSTRAINT "lesson_versions_asset_id_fkey" FOREIGN KEY ("asset_id") REFERENCES "assets"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "courses" ADD CONSTRAINT "courses_cover_asset_id_fkey" FOREIGN KEY ("cover_asset_id") REFERENCES "assets"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "uploads" ADD CONSTRAINT "uploads_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;
