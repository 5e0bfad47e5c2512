import type { MigrationFile } from './schema-files';

/** A statement that the release before this migration would not survive. */
export interface ContractingStatement {
  readonly migration: string;
  /** 1-based, in `migration.sql`. */
  readonly line: number;
  readonly reason: string;
}

const contractNote = /^--[ \t]*contract:[ \t]*\S/im;

const contractingForms: readonly (readonly [RegExp, string])[] = [
  [/\bDROP\s+(TABLE|COLUMN|TYPE|VIEW|SCHEMA)\b/i, 'drops what the running release reads'],
  [/\bRENAME\b/i, 'renames what the running release reads'],
  [
    /\bALTER\s+(COLUMN\s+)?("[^"]+"|\w+)\s+(SET\s+DATA\s+)?TYPE\b/i,
    'changes a type under the running release',
  ],
  [/\bALTER\s+(COLUMN\s+)?("[^"]+"|\w+)\s+SET\s+NOT\s+NULL\b/i, 'refuses rows the running release writes'],
  [
    /\bADD\s+COLUMN\b(?=[^,;]*\bNOT\s+NULL\b)(?![^,;]*\b(DEFAULT|GENERATED)\b)/i,
    'refuses rows the running release writes',
  ],
  [/(?<!\b(?:BEFORE|AFTER)\s+)\bTRUNCATE\b|\bDELETE\s+FROM\b/i, 'removes rows'],
];

/** Returns the text with comments, strings and dollar-quoted bodies blanked out, every position kept. */
function blank(sql: string): string {
  const opaque = /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|(\$\w*\$)[\s\S]*?\1/g;
  return sql.replace(opaque, (text) => text.replace(/[^\n]/g, ' '));
}

/**
 * Finds the statements of a migration that contract the schema, unless the file says why that is safe now.
 *
 * Releases run side by side during a deployment, so a migration may only expand. A later one contracts, when no running
 * release knows what it removes, and says so: `-- contract: <since which release nobody uses it>`.
 */
export function findContractions({ name, sql }: MigrationFile): readonly ContractingStatement[] {
  if (contractNote.test(sql)) return [];
  const text = blank(sql);
  const found = contractingForms.flatMap(([form, reason]) =>
    Array.from(text.matchAll(new RegExp(form, `${form.flags}g`)), ({ index }) => ({
      migration: name,
      line: text.slice(0, index).split('\n').length,
      reason,
    })),
  );
  return found.sort((a, b) => a.line - b.line);
}
