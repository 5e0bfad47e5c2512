'use client';

import { LessonFailed } from '@/components/learn/lesson-failed';

/** Catches what fails inside a lesson, so that the outline stays and another lesson is one press away. */
export default function LessonError({ retry }: { readonly retry: () => void }) {
  return <LessonFailed retry={retry} />;
}
