/** Why an embedded PostgreSQL could not be brought up; a closed set, so that callers can decide without reading text. */
export type PostgresErrorCode =
  | 'disk_full'
  | 'incompatible_data'
  | 'no_binaries'
  | 'no_os_user'
  | 'port_taken'
  | 'start_failed';

/** Raised by everything in `local/postgres`; the message is written for the person at the terminal and says what to do. */
export class PostgresError extends Error {
  override readonly name = 'PostgresError';

  constructor(
    readonly code: PostgresErrorCode,
    message: string,
  ) {
    super(message);
  }
}

const symptoms: readonly { code: PostgresErrorCode; pattern: RegExp; advice: string }[] = [
  {
    code: 'disk_full',
    pattern: /no space left on device/i,
    advice: 'The disk is full. Free some space and start again; nothing that was saved is lost.',
  },
  {
    code: 'port_taken',
    pattern: /could not bind|address already in use/i,
    advice: 'The port of the database is in use by another program.',
  },
  {
    code: 'incompatible_data',
    pattern: /database files are incompatible|was initialized by PostgreSQL version/i,
    advice:
      'The data was written by another version of PostgreSQL. Move the data directory away, or set DATABASE_URL.',
  },
  {
    code: 'no_os_user',
    pattern: /could not look up effective user ID/i,
    advice:
      'PostgreSQL has to know the name of the user it runs as, and /etc/passwd has none for this one. Start as another user, or set DATABASE_URL.',
  },
  {
    code: 'no_binaries',
    pattern: /ENOENT|error while loading shared libraries|cannot execute/i,
    advice:
      'The PostgreSQL from npm does not run on this system. Set DATABASE_URL to a PostgreSQL 15 or newer.',
  },
];

/** Turns what PostgreSQL wrote before it gave up into an error with a code and advice; keeps the last lines as evidence. */
export function explainFailure(output: string): PostgresError {
  const evidence = output.trim().split('\n').slice(-8).join('\n');
  const symptom = symptoms.find(({ pattern }) => pattern.test(output));
  if (symptom === undefined) {
    return new PostgresError('start_failed', `PostgreSQL did not start:\n${evidence}`);
  }
  return new PostgresError(symptom.code, `${symptom.advice}\n${evidence}`);
}
