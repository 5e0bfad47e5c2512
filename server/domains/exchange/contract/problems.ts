import { z } from 'zod';

/** What can be wrong with a folder or its course; each has its text in `messages/<locale>/exchange.json`. */
export const problemCodes = [
  'path_unsafe',
  'file_unexpected',
  'too_large',
  'not_text',
  'course_missing',
  'section_missing',
  'number_missing',
  'front_matter_missing',
  'yaml_broken',
  'not_a_map',
  'key_unknown',
  'key_unknown_like',
  'field_missing',
  'wrong_type',
  'not_one_of',
  'too_long',
  'too_short',
  'wrong_form',
  'id_twice',
  'slug_twice',
  'media_missing',
  'media_unlisted',
  'correct_missing',
  'correct_many',
  'category_unknown',
  'course_slug_taken',
  'id_taken',
  'lesson_slug_taken',
  'media_unknown',
  'kind_changed',
] as const;

/** One of {@link problemCodes}. */
export type ProblemCode = (typeof problemCodes)[number];

const values = z.record(z.string(), z.union([z.string(), z.number()]));

/** Something the server finds wrong with a document, and where in it. */
export const documentProblem = z.object({
  path: z.array(z.union([z.string(), z.number()])),
  code: z.enum(problemCodes),
  values,
});

/** @see documentProblem */
export type DocumentProblem = z.infer<typeof documentProblem>;

/** Something wrong in a file; lines and columns count from 1. */
export type FileProblem = {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly code: ProblemCode;
  readonly values: Readonly<Record<string, string | number>>;
};

/** Where a part of a document stands in a file. */
export type Place = { readonly file: string; readonly line: number; readonly column: number };

/** Orders problems as somebody mends them: file by file, from above. */
export function inOrder(problems: readonly FileProblem[]): FileProblem[] {
  return [...problems].sort(
    (a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) || a.line - b.line || a.column - b.column,
  );
}
