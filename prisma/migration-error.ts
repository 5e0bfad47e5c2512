import type { DatabaseError } from 'pg';

/** Why a database was left as it was. */
export type MigrationErrorCode = 'unreachable' | 'locked' | 'edited' | 'failed' | 'rejected';

/** Tells in words for a person why the database was not migrated and what to do about it. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError';

  constructor(
    readonly code: MigrationErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

const connectHints = new Map([
  ['ECONNREFUSED', 'Nothing listens there: start PostgreSQL or correct DATABASE_URL.'],
  ['ENOTFOUND', 'The host is unknown: correct DATABASE_URL.'],
  ['ETIMEDOUT', 'The host does not answer: check the network or correct DATABASE_URL.'],
  ['3D000', 'The server has no such database: create it or correct DATABASE_URL.'],
  ['28P01', 'The password was refused: correct DATABASE_URL.'],
  ['28000', 'The user was refused: correct DATABASE_URL.'],
]);

/** The error of a database that cannot be connected to; names host and database, never the password. */
export function unreachableError(databaseUrl: string, cause: unknown): MigrationError {
  const { host, pathname } = new URL(databaseUrl);
  const code = cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
  const hint = connectHints.get(code) ?? (cause instanceof Error ? cause.message : String(cause));
  return new MigrationError(
    'unreachable',
    `Cannot connect to ${host}${pathname} ${code ? `(${code})` : ''}. ${hint}`,
    {
      cause,
    },
  );
}

/** The error of an earlier run that stopped inside a migration. */
export function failedError(name: string): MigrationError {
  return new MigrationError(
    'failed',
    `Migration ${name} failed in an earlier run. Mend its SQL or the data it met, then run ` +
      `\`npm run db:migrate -- --rolled-back ${name}\` and migrate again.`,
  );
}

/** The error of a migration file that no longer is what was applied. */
export function editedError(name: string): MigrationError {
  return new MigrationError(
    'edited',
    `Migration ${name} was changed after it had been applied. Restore the file and put the change into a new ` +
      'migration (`npm run db:new -- <name>`).',
  );
}

/** The error of a migration that PostgreSQL refused just now, with what it said and where. */
export function rejectedError(name: string, sql: string, cause: DatabaseError): MigrationError {
  const offset = Number(cause.position ?? Number.NaN);
  const line = Number.isInteger(offset) ? ` at line ${sql.slice(0, offset - 1).split('\n').length}` : '';
  const extra = [cause.detail, cause.hint].filter((text) => text !== undefined).map((text) => `\n${text}`);
  return new MigrationError(
    'rejected',
    `Migration ${name} was refused${line}: ${cause.message} (${cause.code})${extra.join('')}`,
    { cause },
  );
}

/** The error of a caller that waited `seconds` for another process to finish its migration. */
export function lockedError(seconds: number, cause: unknown): MigrationError {
  return new MigrationError(
    'locked',
    `Another process has been migrating for ${seconds} s. Try again when it is done.`,
    {
      cause,
    },
  );
}
