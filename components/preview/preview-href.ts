/** The address of a course as learners see it, with the way back to where one was. */
export function previewHref(courseSlug: string, from: string, lessonSlug?: string): string {
  const lesson = lessonSlug === undefined ? '' : `/${lessonSlug}`;
  return `/preview/${courseSlug}${lesson}?${new URLSearchParams({ from })}`;
}

/** Where the preview was opened from, if that is a page of the studio of this course; else its outline. */
export function backHref(courseSlug: string, from: unknown): string {
  const studio = `/teach/courses/${courseSlug}`;
  const isOurs = typeof from === 'string' && (from === studio || from.startsWith(`${studio}/`));
  return isOurs ? from : `${studio}/curriculum`;
}
