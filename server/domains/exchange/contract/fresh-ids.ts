import { newId } from '@/server/platform/ids';
import type { CourseDocument, LessonDocument } from './document';

export { newId };

function freshLesson(lesson: LessonDocument, idOf: ReadonlyMap<string, string>): LessonDocument {
  const id = idOf.get(lesson.id) ?? newId();
  if (lesson.kind === 'live') {
    const recordingLessonId = idOf.get(lesson.settings.recordingLessonId ?? '') ?? null;
    return { ...lesson, id, settings: { ...lesson.settings, recordingLessonId } };
  }
  if (lesson.kind !== 'quiz') return { ...lesson, id };
  const questions = lesson.questions.map((question) => ({
    ...question,
    id: newId(),
    choices: question.choices.map((choice) => ({ ...choice, id: newId() })),
  }));
  return { ...lesson, id, questions };
}

/** Returns what a document says as something new in a course, which has this id. */
export function withFreshIds(document: CourseDocument, courseId: string): CourseDocument {
  const all = document.sections.flatMap(({ lessons }) => lessons);
  const idOf = new Map(all.map(({ id }) => [id, newId()]));
  const sections = document.sections.map(({ title, lessons }) => ({
    id: newId(),
    title,
    lessons: lessons.map((lesson) => freshLesson(lesson, idOf)),
  }));
  return { ...document, id: courseId, sections };
}
