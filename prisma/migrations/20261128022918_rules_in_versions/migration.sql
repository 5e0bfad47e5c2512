-- AlterTable
ALTER TABLE "course_version_lessons" ADD COLUMN     "release_rule" JSONB;

-- AlterTable
ALTER TABLE "course_version_sections" ADD COLUMN     "release_rule" JSONB;

-- AlterTable
ALTER TABLE "course_versions" ADD COLUMN     "is_sequential" BOOLEAN NOT NULL DEFAULT false;

-- Until now rules were the same in every version: a change of one was met at once, and restoring left rules as they were. Each
-- version therefore gets those of today; nobody's lessons open or close, and no version differs from another by a rule. What
-- the release before publishes while both run has no rules, until it is published once more.
ALTER TABLE "course_versions" DISABLE TRIGGER course_versions_immutable;
ALTER TABLE "course_version_sections" DISABLE TRIGGER course_version_sections_immutable;
ALTER TABLE "course_version_lessons" DISABLE TRIGGER course_version_lessons_immutable;

UPDATE "course_versions" v SET "is_sequential" = true FROM "courses" c
WHERE c."id" = v."course_id" AND c."is_sequential";

UPDATE "course_version_sections" v SET "release_rule" = s."release_rule" FROM "sections" s
WHERE s."id" = v."section_id" AND s."release_rule" IS NOT NULL;

UPDATE "course_version_lessons" v SET "release_rule" = l."release_rule" FROM "lessons" l
WHERE l."id" = v."lesson_id" AND l."release_rule" IS NOT NULL;

ALTER TABLE "course_versions" ENABLE TRIGGER course_versions_immutable;
ALTER TABLE "course_version_sections" ENABLE TRIGGER course_version_sections_immutable;
ALTER TABLE "course_version_lessons" ENABLE TRIGGER course_version_lessons_immutable;
