import { type DetailFields, detailFields } from '@/server/domains/courses/contract';

/** The details of a course as a form holds them: lists are texts. */
export type DetailsDraft = { readonly [Field in DetailsField]: string };

/** The name of one field of the form. */
export type DetailsField = keyof DetailFields;

/** Every field, in the order of the form. */
export const detailsFields: readonly DetailsField[] = [
  'title',
  'subtitle',
  'descriptionMd',
  'outcomes',
  'requirements',
  'audience',
  'level',
  'language',
  'category',
  'tags',
  'slug',
];

const itemsOf = (text: string, separator: RegExp): string[] =>
  text
    .split(separator)
    .map((item) => item.trim())
    .filter((item) => item !== '');

/** Writes details into a form. */
export function toDraft(details: DetailFields): DetailsDraft {
  return {
    ...details,
    outcomes: details.outcomes.join('\n'),
    requirements: details.requirements.join('\n'),
    tags: details.tags.join(', '),
  };
}

/** What a form says: details, or the fields that cannot be saved as they are. */
export type ReadDraft =
  | { readonly details: DetailFields; readonly wrong?: undefined }
  | { readonly details?: undefined; readonly wrong: readonly DetailsField[] };

/** Reads a form; what is typed stays as it is, also when it is wrong. */
export function readDraft(draft: DetailsDraft): ReadDraft {
  const result = detailFields.safeParse({
    ...draft,
    slug: draft.slug.trim(),
    outcomes: itemsOf(draft.outcomes, /\n/),
    requirements: itemsOf(draft.requirements, /\n/),
    tags: itemsOf(draft.tags, /,|،/),
  });
  if (result.success) return { details: result.data };
  const names = new Set(result.error.issues.map(({ path }) => path[0]));
  return { wrong: detailsFields.filter((field) => names.has(field)) };
}

/** A form after somebody else saved: what it holds now, and the fields that both have changed. */
export type MergedDraft = { readonly draft: DetailsDraft; readonly both: readonly DetailsField[] };

/**
 * Puts what somebody else saved (`theirs`) beside what was typed (`mine`), both begun with `base`. A field that only one of
 * them changed has that change; one that both changed differently keeps mine and is named.
 */
export function mergeDrafts(base: DetailsDraft, mine: DetailsDraft, theirs: DetailsDraft): MergedDraft {
  const isTheirs = (field: DetailsField) => mine[field] === base[field];
  const entries = detailsFields.map((field) => [field, isTheirs(field) ? theirs[field] : mine[field]]);
  const merged: Partial<DetailsDraft> = Object.fromEntries(entries);
  const both = detailsFields.filter((field) => !isTheirs(field) && changedAgainst(field));
  return { draft: { ...mine, ...merged }, both };

  function changedAgainst(field: DetailsField): boolean {
    return theirs[field] !== base[field] && theirs[field] !== mine[field];
  }
}
