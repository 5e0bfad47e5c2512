/** What ends a run with a word to the person who began it. */
export class CourseFailure extends Error {
  override readonly name = 'CourseFailure';
}
