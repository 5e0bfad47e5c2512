import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { quizFile } from '@/prisma/seed/content-schema';

const courses = fileURLToPath(new URL('../../prisma/seed/content/courses', import.meta.url));

/**
 * Returns for each question of a quiz of the demo school which of its choices are right, by their places from 0. The page
 * tells nobody before they have passed.
 *
 * @param quiz the quiz's file within its course's folder.
 */
export async function readAnswerKey(course: string, quiz: string): Promise<number[][]> {
  const { questions } = quizFile.parse(parse(await readFile(`${courses}/${course}/${quiz}`, 'utf8')));
  return questions.map(({ choices }) => choices.flatMap((choice, place) => (choice.correct ? [place] : [])));
}
