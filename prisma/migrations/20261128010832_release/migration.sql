-- CreateEnum
CREATE TYPE "override_kind" AS ENUM ('open', 'closed');

-- AlterTable
ALTER TABLE "courses" ADD COLUMN     "is_cohort_only" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "is_sequential" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "enrollments" ADD COLUMN     "cohort_id" UUID;

-- AlterTable
ALTER TABLE "lesson_progress" ADD COLUMN     "best_score_bp" INTEGER;

-- AlterTable
ALTER TABLE "lessons" ADD COLUMN     "release_rule" JSONB;

-- AlterTable
ALTER TABLE "sections" ADD COLUMN     "release_rule" JSONB;

-- CreateTable
CREATE TABLE "cohorts" (
    "id" UUID NOT NULL,
    "course_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "zone" TEXT NOT NULL,
    "starts_local" TEXT NOT NULL,
    "ends_local" TEXT,
    "enrol_from_local" TEXT,
    "enrol_until_local" TEXT,
    "capacity" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "cohorts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "release_overrides" (
    "enrollment_id" UUID NOT NULL,
    "lesson_id" UUID NOT NULL,
    "opens" "override_kind" NOT NULL,
    "until" TIMESTAMPTZ(3),
    "reason" TEXT NOT NULL DEFAULT '',
    "set_by_id" UUID,
    "set_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "release_overrides_pkey" PRIMARY KEY ("enrollment_id","lesson_id")
);

-- CreateIndex
CREATE INDEX "cohorts_course_id_starts_local_id_idx" ON "cohorts"("course_id", "starts_local", "id");

-- CreateIndex
CREATE INDEX "release_overrides_lesson_id_idx" ON "release_overrides"("lesson_id");

-- CreateIndex
CREATE INDEX "release_overrides_set_by_id_idx" ON "release_overrides"("set_by_id");

-- CreateIndex
CREATE INDEX "enrollments_cohort_id_enrolled_at_id_idx" ON "enrollments"("cohort_id", "enrolled_at", "id");

-- AddForeignKey
ALTER TABLE "cohorts" ADD CONSTRAINT "cohorts_course_id_fkey" FOREIGN KEY ("course_id") REFERENCES "courses"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enrollments" ADD CONSTRAINT "enrollments_cohort_id_fkey" FOREIGN KEY ("cohort_id") REFERENCES "cohorts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "release_overrides" ADD CONSTRAINT "release_overrides_enrollment_id_fkey" FOREIGN KEY ("enrollment_id") REFERENCES "enrollments"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "release_overrides" ADD CONSTRAINT "release_overrides_lesson_id_fkey" FOREIGN KEY ("lesson_id") REFERENCES "lessons"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "release_overrides" ADD CONSTRAINT "release_overrides_set_by_id_fkey" FOREIGN KEY ("set_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What learners have scored so far; from now on grading keeps it.
UPDATE "lesson_progress" SET "best_score_bp" = best.score
FROM (
  SELECT attempts.enrollment_id, quizzes.lesson_id, max(attempts.score_bp) AS score
  FROM attempts JOIN quizzes ON quizzes.id = attempts.quiz_id
  WHERE attempts.graded_at IS NOT NULL
  GROUP BY attempts.enrollment_id, quizzes.lesson_id
) AS best
WHERE lesson_progress.enrollment_id = best.enrollment_id AND lesson_progress.lesson_id = best.lesson_id;

ALTER TABLE "cohorts" ADD CONSTRAINT "cohorts_capacity_check" CHECK ("capacity" > 0);
