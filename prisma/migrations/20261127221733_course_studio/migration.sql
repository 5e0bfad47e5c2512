-- contract: the release before only sorts by the two positions; it neither reads nor writes them outside the seed.

-- AlterTable
ALTER TABLE "courses" ADD COLUMN     "tags" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "lesson_versions" ADD COLUMN     "revision" INTEGER NOT NULL DEFAULT 1;

-- The keys that `fractional-indexing` gives to 0, 1, 2, …: one digit of 62 after `a`, then two after `b`, three after `c`.
CREATE FUNCTION pg_temp.order_key(place INTEGER) RETURNS TEXT LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
    WHEN place < 62 THEN 'a' || substr(digits, place + 1, 1)
    WHEN place < 62 + 3844 THEN 'b' || substr(digits, (place - 62) / 62 + 1, 1) || substr(digits, (place - 62) % 62 + 1, 1)
    ELSE 'c' || substr(digits, (place - 3906) / 3844 + 1, 1) || substr(digits, (place - 3906) / 62 % 62 + 1, 1)
      || substr(digits, (place - 3906) % 62 + 1, 1)
  END
  FROM (SELECT '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz') AS alphabet(digits)
$$;

ALTER TABLE "lessons" DROP CONSTRAINT "lessons_position_natural";
ALTER TABLE "sections" DROP CONSTRAINT "sections_position_natural";

-- AlterTable
ALTER TABLE "lessons" ADD COLUMN     "archived_at" TIMESTAMPTZ(3),
ALTER COLUMN "position" SET DATA TYPE TEXT COLLATE "C" USING pg_temp.order_key("position");

-- AlterTable
ALTER TABLE "sections" ADD COLUMN     "archived_at" TIMESTAMPTZ(3),
ALTER COLUMN "position" SET DATA TYPE TEXT COLLATE "C" USING pg_temp.order_key("position");

-- CreateTable
CREATE TABLE "course_addresses" (
    "slug" TEXT NOT NULL,
    "course_id" UUID NOT NULL,

    CONSTRAINT "course_addresses_pkey" PRIMARY KEY ("slug")
);

-- CreateIndex
CREATE INDEX "course_addresses_course_id_idx" ON "course_addresses"("course_id");

-- AddForeignKey
ALTER TABLE "course_addresses" ADD CONSTRAINT "course_addresses_course_id_fkey" FOREIGN KEY ("course_id") REFERENCES "courses"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "courses" ADD CONSTRAINT "courses_version_positive" CHECK ("version" >= 1);
ALTER TABLE "lesson_versions" ADD CONSTRAINT "lesson_versions_revision_positive" CHECK ("revision" >= 1);
ALTER TABLE "lessons" ADD CONSTRAINT "lessons_position_given" CHECK ("position" <> '');
ALTER TABLE "sections" ADD CONSTRAINT "sections_position_given" CHECK ("position" <> '');
