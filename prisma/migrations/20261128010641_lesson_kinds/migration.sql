-- CreateEnum
CREATE TYPE "submission_status" AS ENUM ('draft', 'submitted', 'passed', 'needs_work');

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "lesson_kind" ADD VALUE 'audio';
ALTER TYPE "lesson_kind" ADD VALUE 'document';
ALTER TYPE "lesson_kind" ADD VALUE 'assignment';
ALTER TYPE "lesson_kind" ADD VALUE 'live';
ALTER TYPE "lesson_kind" ADD VALUE 'embed';
ALTER TYPE "lesson_kind" ADD VALUE 'download';

-- AlterTable
ALTER TABLE "attempts" ADD COLUMN     "pass_percent" INTEGER,
ADD COLUMN     "question_ids" UUID[] DEFAULT ARRAY[]::UUID[];

-- AlterTable
ALTER TABLE "lesson_versions" ADD COLUMN     "settings" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "settings_revision" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "questions" ADD COLUMN     "points" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "source_id" UUID;

-- CreateTable
CREATE TABLE "submissions" (
    "id" UUID NOT NULL,
    "course_id" UUID NOT NULL,
    "lesson_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "enrollment_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "status" "submission_status" NOT NULL DEFAULT 'draft',
    "text_md" TEXT NOT NULL DEFAULT '',
    "links" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "revision" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "submitted_at" TIMESTAMPTZ(3),
    "feedback_md" TEXT NOT NULL DEFAULT '',
    "graded_at" TIMESTAMPTZ(3),
    "graded_by_id" UUID,

    CONSTRAINT "submissions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "submission_files" (
    "id" UUID NOT NULL,
    "submission_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "content_type" TEXT NOT NULL,
    "key" TEXT NOT NULL,

    CONSTRAINT "submission_files_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "submissions_course_id_submitted_at_id_idx" ON "submissions"("course_id", "submitted_at", "id");

-- CreateIndex
CREATE INDEX "submissions_user_id_idx" ON "submissions"("user_id");

-- CreateIndex
CREATE INDEX "submissions_enrollment_id_idx" ON "submissions"("enrollment_id");

-- CreateIndex
CREATE INDEX "submissions_graded_by_id_idx" ON "submissions"("graded_by_id");

-- CreateIndex
CREATE UNIQUE INDEX "submissions_lesson_id_user_id_number_key" ON "submissions"("lesson_id", "user_id", "number");

-- CreateIndex
CREATE INDEX "submission_files_submission_id_idx" ON "submission_files"("submission_id");

-- CreateIndex
CREATE INDEX "submission_files_key_idx" ON "submission_files"("key");

-- CreateIndex
CREATE INDEX "questions_quiz_id_source_id_idx" ON "questions"("quiz_id", "source_id");

-- AddForeignKey
ALTER TABLE "submissions" ADD CONSTRAINT "submissions_course_id_fkey" FOREIGN KEY ("course_id") REFERENCES "courses"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "submissions" ADD CONSTRAINT "submissions_lesson_id_fkey" FOREIGN KEY ("lesson_id") REFERENCES "lessons"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "submissions" ADD CONSTRAINT "submissions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "submissions" ADD CONSTRAINT "submissions_enrollment_id_fkey" FOREIGN KEY ("enrollment_id") REFERENCES "enrollments"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "submissions" ADD CONSTRAINT "submissions_graded_by_id_fkey" FOREIGN KEY ("graded_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "submission_files" ADD CONSTRAINT "submission_files_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submissions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma has no word for.

-- At most one draft per learner and assignment: the claim of assessments.saveDraft.
CREATE UNIQUE INDEX "submissions_one_draft_key" ON "submissions" ("lesson_id", "user_id") WHERE "status" = 'draft';

-- Live sessions by their beginning, for reminders: ISO 8601 in UTC sorts as text.
CREATE INDEX "lesson_versions_starts_at_idx" ON "lesson_versions" (("settings" ->> 'startsAt'))
  WHERE "settings" ->> 'kind' = 'live';

-- Which lessons offer a file for download.
CREATE INDEX "lesson_versions_files_idx" ON "lesson_versions" USING gin (("settings" -> 'files') jsonb_path_ops)
  WHERE "settings" ->> 'kind' = 'download';

-- A file that a lesson offers is kept, as the foreign key of "asset_id" keeps the one it shows. Whoever puts a file into a
-- lesson holds its row (FOR KEY SHARE), so that this looks at what is true.
CREATE FUNCTION "keep_files_of_lessons"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM "lesson_versions"
    WHERE "settings" ->> 'kind' = 'download'
      AND "settings" -> 'files' @> jsonb_build_array(jsonb_build_object('assetId', OLD."id"))
  ) THEN
    RAISE EXCEPTION 'a lesson offers this file' USING
      ERRCODE = 'foreign_key_violation', TABLE = 'lesson_versions', CONSTRAINT = 'lesson_versions_files_fkey';
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER "keep_files_of_lessons" BEFORE DELETE ON "assets"
  FOR EACH ROW EXECUTE FUNCTION "keep_files_of_lessons"();

-- Quizzes are written in the settings of their lesson from now on.
UPDATE "lesson_versions" v SET "settings" = jsonb_build_object(
  'kind', 'quiz',
  'passPercent', q."pass_percent",
  'questions', COALESCE((
    SELECT jsonb_agg(jsonb_build_object(
      'id', s."id", 'kind', s."kind", 'promptMd', s."prompt_md", 'explanationMd', s."explanation_md", 'points', 1,
      'choices', COALESCE((
        SELECT jsonb_agg(jsonb_build_object('id', c."id", 'textMd', c."text_md", 'isCorrect', c."is_correct") ORDER BY c."position")
        FROM "choices" c WHERE c."question_id" = s."id"), '[]'::jsonb)
    ) ORDER BY s."position")
    FROM "questions" s WHERE s."quiz_id" = q."id"), '[]'::jsonb))
FROM "quizzes" q WHERE q."lesson_id" = v."lesson_id";

-- Attempts keep the questions they began with.
UPDATE "attempts" a SET "question_ids" = COALESCE((
  SELECT array_agg(s."id" ORDER BY s."position") FROM "questions" s WHERE s."quiz_id" = a."quiz_id"), '{}');
