import type { Client } from 'pg';
import { z } from 'zod';
import type { CourseKey } from './journey';

const courseRow = z.tuple([z.object({ id: z.string(), slug: z.string() })]);
const choiceRows = z.array(
  z.object({ lesson_id: z.string(), question_id: z.string(), choice_id: z.string() }),
);
const videoRows = z.array(z.object({ lesson_id: z.string(), duration_ms: z.number() }));

/** Reads the right answers and the lengths of the videos of the newest seeded course that has both. */
export async function readCourseKey(database: Client): Promise<CourseKey> {
  const course = await database.query(`
    SELECT c.id, c.slug FROM courses c
    WHERE c.status = 'published' AND EXISTS (SELECT FROM lessons l WHERE l.course_id = c.id AND l.kind = 'video')
      AND EXISTS (SELECT FROM quizzes q WHERE q.course_id = c.id)
    ORDER BY c.published_at DESC LIMIT 1`);
  const [{ id, slug }] = courseRow.parse(course.rows);
  const choices = await database.query(
    `SELECT q.lesson_id, x.id AS question_id, c.id AS choice_id
     FROM quizzes q JOIN questions x ON x.quiz_id = q.id JOIN choices c ON c.question_id = x.id
     WHERE q.course_id = $1 AND c.is_correct`,
    [id],
  );
  const videos = await database.query(
    `SELECT l.id AS lesson_id, a.duration_ms
     FROM lessons l JOIN lesson_versions v ON v.id = l.published_version_id JOIN assets a ON a.id = v.asset_id
     WHERE l.course_id = $1 AND l.kind = 'video'`,
    [id],
  );
  const answers = new Map<string, Map<string, string[]>>();
  for (const row of choiceRows.parse(choices.rows)) {
    const ofLesson = answers.get(row.lesson_id) ?? new Map<string, string[]>();
    ofLesson.set(row.question_id, [...(ofLesson.get(row.question_id) ?? []), row.choice_id]);
    answers.set(row.lesson_id, ofLesson);
  }
  const durations = new Map(videoRows.parse(videos.rows).map((row) => [row.lesson_id, row.duration_ms]));
  return { courseId: id, courseSlug: slug, answers, durations };
}
