import type { StoredEntry } from '@/server/platform/audit/rows';

const columns = [
  'seq',
  'at',
  'actor_id',
  'actor_name',
  'on_behalf_of_id',
  'action',
  'subject_type',
  'subject_id',
  'before',
  'after',
  'request_id',
  'network',
  'previous_hash',
  'hash',
] as const;

function record(entry: StoredEntry) {
  return {
    seq: entry.seq.toString(),
    at: entry.at.toISOString(),
    actor_id: entry.actorId,
    actor_name: entry.actorName,
    on_behalf_of_id: entry.onBehalfOfId,
    action: entry.action,
    subject_type: entry.subjectType,
    subject_id: entry.subjectId,
    before: entry.before,
    after: entry.after,
    request_id: entry.requestId,
    network: entry.network,
    previous_hash: entry.previousHash,
    hash: entry.hash,
  };
}

/** A cell as spreadsheets read it: always quoted, and never a formula, whoever chose its text. */
function cell(value: unknown): string {
  const text = value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value);
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}

/** Returns rows as CSV (RFC 4180) with a line of names, whose cells no spreadsheet takes for formulas. */
export function toCsv(entries: readonly StoredEntry[]): string {
  const lines = entries.map((entry) => {
    const values = record(entry);
    return columns.map((column) => cell(values[column])).join(',');
  });
  return [columns.join(','), ...lines, ''].join('\r\n');
}

/** Returns rows as a JSON array, with everything that is needed to compute their hashes anew. */
export function toJson(entries: readonly StoredEntry[]): string {
  return `${JSON.stringify(entries.map(record), null, 2)}\n`;
}
