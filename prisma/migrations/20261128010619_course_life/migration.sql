-- CreateEnum
CREATE TYPE "course_visibility" AS ENUM ('public', 'unlisted', 'private');

-- CreateEnum
CREATE TYPE "review_decision" AS ENUM ('approved', 'sent_back', 'withdrawn');

-- CreateEnum
CREATE TYPE "schedule_outcome" AS ENUM ('published', 'not_ready', 'not_allowed');

-- AlterTable
ALTER TABLE "courses" ADD COLUMN     "cover_alt" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "cover_contrast" DOUBLE PRECISION,
ADD COLUMN     "cover_shade_percent" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "is_cover_decorative" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "next_cover_asset_id" UUID,
ADD COLUMN     "visibility" "course_visibility" NOT NULL DEFAULT 'public';

-- CreateTable
CREATE TABLE "course_schedules" (
    "course_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "local_time" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "publish_at" TIMESTAMPTZ(3) NOT NULL,
    "set_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "outcome" "schedule_outcome",

    CONSTRAINT "course_schedules_pkey" PRIMARY KEY ("course_id")
);

-- CreateTable
CREATE TABLE "course_review_requests" (
    "id" UUID NOT NULL,
    "course_id" UUID NOT NULL,
    "asked_by_id" UUID,
    "message" TEXT NOT NULL DEFAULT '',
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "decision" "review_decision",
    "decided_by_id" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "comment" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "course_review_requests_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "course_invitations" (
    "id" UUID NOT NULL,
    "course_id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "invited_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "accepted_by_id" UUID,
    "accepted_at" TIMESTAMPTZ(3),

    CONSTRAINT "course_invitations_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "course_schedules_id_key" ON "course_schedules"("id");

-- CreateIndex
CREATE INDEX "course_schedules_set_by_id_idx" ON "course_schedules"("set_by_id");

-- CreateIndex
CREATE INDEX "course_review_requests_course_id_asked_at_idx" ON "course_review_requests"("course_id", "asked_at");

-- CreateIndex
CREATE INDEX "course_review_requests_asked_by_id_idx" ON "course_review_requests"("asked_by_id");

-- CreateIndex
CREATE INDEX "course_review_requests_decided_by_id_idx" ON "course_review_requests"("decided_by_id");

-- CreateIndex
CREATE INDEX "course_invitations_email_idx" ON "course_invitations"("email");

-- CreateIndex
CREATE INDEX "course_invitations_invited_by_id_idx" ON "course_invitations"("invited_by_id");

-- CreateIndex
CREATE INDEX "course_invitations_accepted_by_id_idx" ON "course_invitations"("accepted_by_id");

-- CreateIndex
CREATE INDEX "course_invitations_expires_at_idx" ON "course_invitations"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "course_invitations_course_id_email_key" ON "course_invitations"("course_id", "email");

-- CreateIndex
CREATE INDEX "courses_next_cover_asset_id_idx" ON "courses"("next_cover_asset_id");

-- AddForeignKey
ALTER TABLE "courses" ADD CONSTRAINT "courses_next_cover_asset_id_fkey" FOREIGN KEY ("next_cover_asset_id") REFERENCES "assets"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "course_schedules" ADD CONSTRAINT "course_schedules_course_id_fkey" FOREIGN KEY ("course_id") REFERENCES "courses"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "course_schedules" ADD CONSTRAINT "course_schedules_set_by_id_fkey" FOREIGN KEY ("set_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "course_review_requests" ADD CONSTRAINT "course_review_requests_course_id_fkey" FOREIGN KEY ("course_id") REFERENCES "courses"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "course_review_requests" ADD CONSTRAINT "course_review_requests_asked_by_id_fkey" FOREIGN KEY ("asked_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "course_review_requests" ADD CONSTRAINT "course_review_requests_decided_by_id_fkey" FOREIGN KEY ("decided_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "course_invitations" ADD CONSTRAINT "course_invitations_course_id_fkey" FOREIGN KEY ("course_id") REFERENCES "courses"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "course_invitations" ADD CONSTRAINT "course_invitations_invited_by_id_fkey" FOREIGN KEY ("invited_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "course_invitations" ADD CONSTRAINT "course_invitations_accepted_by_id_fkey" FOREIGN KEY ("accepted_by_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- One open request a course.
CREATE UNIQUE INDEX "course_review_requests_open_key" ON "course_review_requests"("course_id") WHERE "decided_at" IS NULL;
