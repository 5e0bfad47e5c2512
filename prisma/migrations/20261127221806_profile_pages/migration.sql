-- AlterTable
ALTER TABLE "profiles" ADD COLUMN     "is_listed" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "held_handles" (
    "handle" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "held_until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "held_handles_pkey" PRIMARY KEY ("handle")
);

-- CreateIndex
CREATE INDEX "held_handles_user_id_idx" ON "held_handles"("user_id");

-- AddForeignKey
ALTER TABLE "held_handles" ADD CONSTRAINT "held_handles_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
