import type { CourseDocument, LessonDocument } from '@/server/domains/exchange/contract/document';
import { newId } from '@/server/platform/ids';
import { callAs } from './caller';
import { testFactory } from './factory';

/** A course with its owner, and how it is pulled and pushed. */
export async function taught(
  lessons: ('article' | 'video' | 'quiz')[] = ['article', 'article', 'video', 'quiz'],
) {
  const factory = testFactory();
  const owner = await factory.user({ role: 'instructor' });
  const course = await factory.course({ owner, lessons });
  const caller = callAs(owner).exchange;
  const pull = async () => {
    const found = await caller.pull({ courseId: course.id });
    if (found.outcome !== 'found') throw new Error('a course');
    return found;
  };
  const push = async (document: CourseDocument, options: { base?: string | null; prune?: boolean } = {}) => {
    const { base = (await pull()).version, prune = false } = options;
    return await caller.push({ document, base, prune });
  };
  return { factory, owner, course, caller, pull, push };
}

/** An article that is new. */
export const article = (title: string, slug: string): LessonDocument => ({
  ...{ id: newId(), title, slug, kind: 'article', preview: false, body: `About ${title}.` },
});

/** The same course with the lessons of its first section changed. */
export function withLessons(
  document: CourseDocument,
  change: (lessons: LessonDocument[]) => LessonDocument[],
) {
  const [first, ...rest] = document.sections;
  if (first === undefined) throw new Error('a section');
  return { ...document, sections: [{ ...first, lessons: change([...first.lessons]) }, ...rest] };
}
