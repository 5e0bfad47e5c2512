import type { FrozenDetails } from '@/server/domains/courses/contract';

/** What a version keeps of a lesson: every field of it is compared. */
export type LessonFields = {
  readonly slug: string;
  readonly title: string;
  readonly kind: string;
  readonly minutes: number;
  readonly isPreview: boolean;
  /** When it opens, as it is stored; null is at once. */
  readonly releaseRule: unknown;
};

/** What a version keeps of a section: every field of it is compared. */
export type SectionFields = {
  readonly title: string;
  /** When its lessons open, as it is stored; null is at once. */
  readonly releaseRule: unknown;
};

/** A lesson at one moment. No two texts of a lesson that versions name are the same, so that the id says which words. */
export type SnapshotLesson = { readonly id: string; readonly textId: string; readonly fields: LessonFields };

/** A section at one moment, with its lessons in order. */
export type SnapshotSection = {
  readonly id: string;
  readonly fields: SectionFields;
  readonly lessons: readonly SnapshotLesson[];
};

/** A course at one moment: a version, or the working copy. */
export type Snapshot = { readonly details: FrozenDetails; readonly sections: readonly SnapshotSection[] };
