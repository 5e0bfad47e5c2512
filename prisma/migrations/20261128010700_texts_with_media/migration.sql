-- Narrows the search for a picture's uses to the texts that show any file of ours; alone, because it is built without a lock.
CREATE INDEX CONCURRENTLY "lesson_versions_with_media_idx" ON "lesson_versions"("lesson_id") WHERE "body_md" LIKE '%/media/%';
