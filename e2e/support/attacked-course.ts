import { Client } from 'pg';
import { stackSettings } from './scan-stack';

/**
 * A course whose description, article and quiz are made of attacks. The quiz asks one question for each, so that
 * none can be swallowed by the one before it, and a learner has passed it and reads all of its explanations.
 */
const plant = `
  WITH me AS (SELECT id FROM users WHERE email = $1),
  course AS (
    INSERT INTO courses (id, slug, title, subtitle, description_md, outcomes, requirements, level, language, status,
      category_id, published_at, updated_at)
    SELECT gen_random_uuid(), $2, 'Attacks', 'All at once', $4, '{}', '{}', 'beginner', 'en', 'published', c.id, now(), now()
    FROM categories c ORDER BY c.position LIMIT 1 RETURNING id),
  section AS (
    INSERT INTO sections (id, course_id, title, position) SELECT gen_random_uuid(), id, 'All', 0 FROM course
    RETURNING id, course_id),
  lesson AS (
    INSERT INTO lessons (id, course_id, section_id, slug, title, kind, position, minutes, updated_at)
    SELECT gen_random_uuid(), s.course_id, s.id, l.slug, l.slug, l.kind::lesson_kind, l.position, 1, now()
    FROM section s, (VALUES ('article', 'article', 0), ('quiz', 'quiz', 1)) AS l (slug, kind, position)
    RETURNING id, course_id, kind),
  version AS (
    INSERT INTO lesson_versions (id, lesson_id, version, body_md)
    SELECT gen_random_uuid(), id, 1, CASE kind WHEN 'article' THEN $4 ELSE '' END FROM lesson RETURNING id, lesson_id),
  quiz AS (
    INSERT INTO quizzes (id, course_id, lesson_id, pass_percent)
    SELECT gen_random_uuid(), course_id, id, 50 FROM lesson WHERE kind = 'quiz' RETURNING id),
  question AS (
    INSERT INTO questions (id, quiz_id, position, kind, prompt_md, explanation_md)
    SELECT gen_random_uuid(), quiz.id, a.position, 'single', a.attack, a.attack
    FROM quiz, unnest($3::text[]) WITH ORDINALITY AS a (attack, position) RETURNING id, prompt_md),
  choice AS (
    INSERT INTO choices (id, question_id, position, text_md, is_correct)
    SELECT gen_random_uuid(), id, 0, prompt_md, true FROM question RETURNING id, question_id),
  enrollment AS (
    INSERT INTO enrollments (id, course_id, user_id, enrolled_at, last_activity_at)
    SELECT gen_random_uuid(), course.id, me.id, now(), now() FROM course, me RETURNING id),
  attempt AS (
    INSERT INTO attempts (id, quiz_id, user_id, enrollment_id, number, started_at, submitted_at, graded_at, score_bp, is_passed)
    SELECT gen_random_uuid(), quiz.id, me.id, enrollment.id, 1, now(), now(), now(), 10000, true FROM quiz, me, enrollment
    RETURNING id)
  INSERT INTO answers (attempt_id, question_id, choice_ids, seq, answered_at, score_bp)
  SELECT attempt.id, choice.question_id, ARRAY[choice.id], 1, now(), 10000 FROM attempt, choice`;

/** What is written down of the quiz in its lesson. */
const write = `
  UPDATE lesson_versions v SET settings = jsonb_build_object('kind', 'quiz', 'passPercent', 50, 'questions', (
    SELECT jsonb_agg(jsonb_build_object('id', s.id, 'kind', s.kind, 'promptMd', s.prompt_md,
      'explanationMd', s.explanation_md, 'points', 1, 'choices',
      (SELECT jsonb_agg(jsonb_build_object('id', c.id, 'textMd', c.text_md, 'isCorrect', c.is_correct))
        FROM choices c WHERE c.question_id = s.id)) ORDER BY s.position)
    FROM questions s WHERE s.quiz_id = q.id))
  FROM quizzes q JOIN courses ON courses.id = q.course_id WHERE q.lesson_id = v.lesson_id AND courses.slug = $1`;

const publish = `
  UPDATE lessons l SET published_version_id = v.id FROM lesson_versions v, courses c
  WHERE v.lesson_id = l.id AND c.id = l.course_id AND c.slug = $1`;

async function withDatabase(work: (client: Client) => Promise<unknown>): Promise<void> {
  const client = new Client({ connectionString: stackSettings().DATABASE_URL });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

/** Plants the course for a learner who has passed its quiz. */
export async function plantAttackedCourse(
  email: string,
  slug: string,
  attacks: readonly string[],
): Promise<void> {
  // PostgreSQL keeps no NUL.
  const kept = attacks.map((attack) => attack.replaceAll('\u0000', '\uFFFD'));
  await withDatabase(async (client) => {
    await client.query(plant, [email, slug, kept, kept.join('\n\n')]);
    await client.query(write, [slug]);
    await client.query(publish, [slug]);
  });
}

/** Takes the course away, and all that hangs on it. */
export async function removeAttackedCourse(slug: string): Promise<void> {
  await withDatabase(async (client) => {
    await client.query(
      'DELETE FROM enrollments WHERE course_id IN (SELECT id FROM courses WHERE slug = $1)',
      [slug],
    );
    await client.query('DELETE FROM courses WHERE slug = $1', [slug]);
  });
}
