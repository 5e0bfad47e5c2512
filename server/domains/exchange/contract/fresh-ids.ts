import { newId } from '@/server/platform/ids';
import type { CourseDocument, LessonDocument } from './document';

export { newId };

function freshLesson(lesson: LessonDocument): LessonDocument {
  if (lesson.kind !== 'quiz') return { ...lesson, id: newId() };
  const questions = lesson.questions.map((question) => ({
    ...question,
    id: newId(),
    choices: question.choices.map((choice) => ({ ...choice, id: newId() })),
  }));
  return { ...lesson, id: newId(), questions };
}

/** Returns what a document says as something new in a course, which has this id. */
export function withFreshIds(document: CourseDocument, courseId: string): CourseDocument {
  const sections = document.sections.map(({ title, lessons }) => ({
    id: newId(),
    title,
    lessons: lessons.map(freshLesson),
  }));
  return { ...document, id: courseId, sections };
}
