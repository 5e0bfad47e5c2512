-- CreateEnum
CREATE TYPE "course_version_kind" AS ENUM ('published', 'kept');

-- AlterTable
ALTER TABLE "courses" ADD COLUMN     "published_version_id" UUID;

-- AlterTable
ALTER TABLE "enrollments" ADD COLUMN     "completed_version_id" UUID;

-- CreateTable
CREATE TABLE "course_version_lessons" (
    "course_version_id" UUID NOT NULL,
    "lesson_id" UUID NOT NULL,
    "section_id" UUID NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "slug" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "kind" "lesson_kind" NOT NULL,
    "minutes" INTEGER NOT NULL,
    "is_preview" BOOLEAN NOT NULL,
    "lesson_version_id" UUID NOT NULL,

    CONSTRAINT "course_version_lessons_pkey" PRIMARY KEY ("course_version_id","lesson_id")
);

-- CreateTable
CREATE TABLE "course_versions" (
    "id" UUID NOT NULL,
    "course_id" UUID NOT NULL,
    "kind" "course_version_kind" NOT NULL DEFAULT 'published',
    "number" INTEGER,
    "note" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" UUID,
    "title" TEXT NOT NULL,
    "subtitle" TEXT NOT NULL,
    "description_md" TEXT NOT NULL,
    "outcomes" TEXT[],
    "requirements" TEXT[],
    "audience" TEXT NOT NULL,
    "level" "course_level" NOT NULL,
    "language" TEXT NOT NULL,
    "category_id" UUID NOT NULL,
    "tags" TEXT[],
    "cover_asset_id" UUID,

    CONSTRAINT "course_versions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "course_version_sections" (
    "course_version_id" UUID NOT NULL,
    "section_id" UUID NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "title" TEXT NOT NULL,

    CONSTRAINT "course_version_sections_pkey" PRIMARY KEY ("course_version_id","section_id")
);

-- CreateIndex
CREATE INDEX "course_version_lessons_course_version_id_section_id_idx" ON "course_version_lessons"("course_version_id", "section_id");

-- CreateIndex
CREATE INDEX "course_version_lessons_lesson_id_idx" ON "course_version_lessons"("lesson_id");

-- CreateIndex
CREATE INDEX "course_version_lessons_lesson_version_id_idx" ON "course_version_lessons"("lesson_version_id");

-- CreateIndex
CREATE UNIQUE INDEX "course_version_lessons_course_version_id_slug_key" ON "course_version_lessons"("course_version_id", "slug");

-- CreateIndex
CREATE INDEX "course_versions_course_id_created_at_id_idx" ON "course_versions"("course_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "course_versions_category_id_idx" ON "course_versions"("category_id");

-- CreateIndex
CREATE INDEX "course_versions_created_by_idx" ON "course_versions"("created_by");

-- CreateIndex
CREATE INDEX "course_versions_cover_asset_id_idx" ON "course_versions"("cover_asset_id");

-- CreateIndex
CREATE UNIQUE INDEX "course_versions_course_id_number_key" ON "course_versions"("course_id", "number");

-- CreateIndex
CREATE INDEX "course_version_sections_section_id_idx" ON "course_version_sections"("section_id");

-- CreateIndex
CREATE UNIQUE INDEX "courses_published_version_id_key" ON "courses"("published_version_id");

-- CreateIndex
CREATE INDEX "enrollments_completed_version_id_idx" ON "enrollments"("completed_version_id");

-- AddForeignKey
ALTER TABLE "course_version_lessons" ADD CONSTRAINT "course_version_lessons_course_version_id_fkey" FOREIGN KEY ("course_version_id") REFERENCES "course_versions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "course_version_lessons" ADD CONSTRAINT "course_version_lessons_course_version_id_section_id_fkey" FOREIGN KEY ("course_version_id", "section_id") REFERENCES "course_version_sections"("course_version_id", "section_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "course_version_lessons" ADD CONSTRAINT "course_version_lessons_lesson_id_fkey" FOREIGN KEY ("lesson_id") REFERENCES "lessons"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "course_version_lessons" ADD CONSTRAINT "course_version_lessons_lesson_version_id_fkey" FOREIGN KEY ("lesson_version_id") REFERENCES "lesson_versions"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "courses" ADD CONSTRAINT "courses_published_version_id_fkey" FOREIGN KEY ("published_version_id") REFERENCES "course_versions"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "course_versions" ADD CONSTRAINT "course_versions_course_id_fkey" FOREIGN KEY ("course_id") REFERENCES "courses"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "course_versions" ADD CONSTRAINT "course_versions_created_by_fkey" FOREIGN KEY ("created_by") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "course_versions" ADD CONSTRAINT "course_versions_category_id_fkey" FOREIGN KEY ("category_id") REFERENCES "categories"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "course_versions" ADD CONSTRAINT "course_versions_cover_asset_id_fkey" FOREIGN KEY ("cover_asset_id") REFERENCES "assets"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "course_version_sections" ADD CONSTRAINT "course_version_sections_course_version_id_fkey" FOREIGN KEY ("course_version_id") REFERENCES "course_versions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "course_version_sections" ADD CONSTRAINT "course_version_sections_section_id_fkey" FOREIGN KEY ("section_id") REFERENCES "sections"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enrollments" ADD CONSTRAINT "enrollments_completed_version_id_fkey" FOREIGN KEY ("completed_version_id") REFERENCES "course_versions"("id") ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE "course_versions"
  ADD CONSTRAINT "course_versions_number_positive" CHECK ("number" >= 1),
  ADD CONSTRAINT "course_versions_published_has_number" CHECK (("kind" = 'published') = ("number" IS NOT NULL));

-- What learners see now becomes version 1 of every course that was ever published. Courses of the release before that are
-- published while both run have no version until they are published once more; they are read from the working copy until then.
INSERT INTO "course_versions" ("id", "course_id", "number", "created_at", "title", "subtitle", "description_md", "outcomes",
  "requirements", "audience", "level", "language", "category_id", "tags", "cover_asset_id")
SELECT gen_random_uuid(), "id", 1, "updated_at", "title", "subtitle", "description_md", "outcomes",
  "requirements", "audience", "level", "language", "category_id", COALESCE("tags", '{}'), "cover_asset_id"
FROM "courses" WHERE "published_at" IS NOT NULL;

INSERT INTO "course_version_sections" ("course_version_id", "section_id", "ordinal", "title")
SELECT v."id", s."id", row_number() OVER (PARTITION BY v."id" ORDER BY s."position", s."id"), s."title"
FROM "course_versions" v JOIN "sections" s ON s."course_id" = v."course_id"
WHERE s."archived_at" IS NULL;

INSERT INTO "course_version_lessons" ("course_version_id", "lesson_id", "section_id", "ordinal", "slug", "title", "kind",
  "minutes", "is_preview", "lesson_version_id")
SELECT s."course_version_id", l."id", l."section_id",
  row_number() OVER (PARTITION BY s."course_version_id", s."section_id" ORDER BY l."position", l."id"),
  l."slug", l."title", l."kind", l."minutes", l."is_preview", l."published_version_id"
FROM "course_version_sections" s JOIN "lessons" l ON l."section_id" = s."section_id"
WHERE l."archived_at" IS NULL AND l."published_version_id" IS NOT NULL;

UPDATE "courses" c SET "published_version_id" = v."id" FROM "course_versions" v WHERE v."course_id" = c."id";

UPDATE "enrollments" e SET "completed_version_id" = v."id" FROM "course_versions" v
WHERE v."course_id" = e."course_id" AND e."completed_at" IS NOT NULL;

-- What a version says stays so. Only who made it can be forgotten.
CREATE FUNCTION refuse_version_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME <> 'course_versions'
    OR to_jsonb(NEW) - 'created_by' IS DISTINCT FROM to_jsonb(OLD) - 'created_by'
    OR to_jsonb(NEW) ->> 'created_by' <> COALESCE(to_jsonb(OLD) ->> 'created_by', '')
  THEN
    RAISE EXCEPTION 'a version of a course is never changed' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER course_versions_immutable BEFORE UPDATE ON "course_versions"
  FOR EACH ROW EXECUTE FUNCTION refuse_version_change();
CREATE TRIGGER course_version_sections_immutable BEFORE UPDATE ON "course_version_sections"
  FOR EACH ROW EXECUTE FUNCTION refuse_version_change();
CREATE TRIGGER course_version_lessons_immutable BEFORE UPDATE ON "course_version_lessons"
  FOR EACH ROW EXECUTE FUNCTION refuse_version_change();
