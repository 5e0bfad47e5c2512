-- AlterTable
ALTER TABLE "profiles" ALTER COLUMN "show_badges" SET DEFAULT false;

-- CreateTable
CREATE TABLE "point_entries" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "rule" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "course_id" UUID NOT NULL,
    "points" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "day" DATE NOT NULL,

    CONSTRAINT "point_entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "badge_grants" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "badge" TEXT NOT NULL,
    "earned_at" TIMESTAMPTZ(3) NOT NULL,
    "course_id" UUID,

    CONSTRAINT "badge_grants_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "point_entries_user_id_at_idx" ON "point_entries"("user_id", "at");

-- CreateIndex
CREATE UNIQUE INDEX "point_entries_user_id_rule_subject_id_key" ON "point_entries"("user_id", "rule", "subject_id");

-- CreateIndex
CREATE UNIQUE INDEX "badge_grants_user_id_badge_key" ON "badge_grants"("user_id", "badge");

-- AddForeignKey
ALTER TABLE "point_entries" ADD CONSTRAINT "point_entries_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "badge_grants" ADD CONSTRAINT "badge_grants_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Which day a line was for and what it was worth is said once; a person's lines go when they are erased.
CREATE FUNCTION refuse_point_entry_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a line of the ledger of points is never changed' USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER point_entries_immutable BEFORE UPDATE ON "point_entries"
  FOR EACH ROW EXECUTE FUNCTION refuse_point_entry_change();

-- Nobody could say so far whether they want their badges shown, so nobody has.
UPDATE "profiles" SET "show_badges" = false WHERE "show_badges";
