import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { peopleErrors } from '@/server/domains/people/errors';
import { emailAddress, personName } from '@/server/domains/users/contract';
import { type Role, roles } from '@/server/platform/actor';
import { AppError } from '@/server/platform/errors';

/** So many lines are taken at a time. */
const inviteLimit = 500;

/** A line of the list as it was written, and what it says where that makes sense. */
export type InviteLine = {
  readonly line: number;
  /** Normalised where it is an address, as written where it is not. */
  readonly email: string;
  readonly isAddress: boolean;
  /** Empty when none is given. */
  readonly name: string;
  /** Null when it is not a role of ours. */
  readonly role: Role | null;
  /** Slug; empty when none is given. */
  readonly course: string;
};

const records = z.array(
  z.object({ record: z.record(z.string(), z.string().optional()), info: z.object({ lines: z.number() }) }),
);

function parseCsv(csv: string, delimiter: string) {
  try {
    const parsed: unknown = parse(csv, {
      bom: true,
      columns: (header: string[]) => header.map((name) => name.trim().toLowerCase()),
      delimiter,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    });
    return records.parse(parsed);
  } catch (cause) {
    throw new AppError(peopleErrors.list_unreadable, { field: 'csv', cause });
  }
}

/** Spreadsheets of many countries write a semicolon where the standard wants a comma, and paste tabs. */
function delimiterOf(csv: string): string {
  const [header = ''] = csv.split('\n', 1);
  return [',', ';', '\t'].find((one) => header.includes(one)) ?? ',';
}

function toRole(text: string): Role | null {
  if (text === '') return 'learner';
  return roles.find((role) => role === text.toLowerCase()) ?? null;
}

/**
 * Reads a list of people to invite.
 *
 * @throws AppError `people/list_unreadable`, `people/list_without_email`, `people/list_empty`, `people/list_too_long`, each at
 *   `csv`.
 */
export function readInviteList(csv: string): InviteLine[] {
  const rows = parseCsv(csv, delimiterOf(csv));
  const [first] = rows;
  if (first === undefined) throw new AppError(peopleErrors.list_empty, { field: 'csv' });
  if (first.record['email'] === undefined) {
    throw new AppError(peopleErrors.list_without_email, { field: 'csv' });
  }
  if (rows.length > inviteLimit) {
    throw new AppError(peopleErrors.list_too_long, { field: 'csv', details: { limit: inviteLimit } });
  }
  return rows.map(({ record, info }) => {
    const address = emailAddress.safeParse(record['email']);
    return {
      line: info.lines,
      email: address.data ?? record['email'] ?? '',
      isAddress: address.success,
      name: personName.safeParse(record['name']).data ?? '',
      role: toRole(record['role'] ?? ''),
      course: (record['course'] ?? '').toLowerCase(),
    };
  });
}
