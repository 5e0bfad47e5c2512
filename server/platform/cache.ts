import 'server-only';
import { revalidateTag } from 'next/cache';

/** The only makers of cache tags, so that a reader and the event that ends its answer cannot drift apart. */
export const tag = {
  /** Lists of published courses and their facets. */
  catalogue: () => 'catalogue',
  /** Everything a public page says about one course, its curriculum and its staff. */
  course: (courseId: string) => `course:${courseId}`,
  /** Reviews and rating of one course. */
  rating: (courseId: string) => `rating:${courseId}`,
  /** What the public page of one person says. */
  person: (userId: string) => `person:${userId}`,
  /** Where addresses of people lead. */
  handles: () => 'handles',
  /** What the public check says about one certificate. */
  certificate: (code: string) => `certificate:${code}`,
} as const;

/** Ends every cached answer that carries one of these tags; the next reader computes it anew. */
export function expireTags(tags: readonly string[]): void {
  for (const name of new Set(tags)) revalidateTag(name, { expire: 0 });
}
