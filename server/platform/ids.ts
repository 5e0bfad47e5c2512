import { v7 } from 'uuid';

/** Returns a new UUIDv7: unique, and sorted by the time of its making (RFC 9562 §5.7). */
export function newId(): string {
  return v7();
}

/** The id before every other. */
export const firstId = '00000000-0000-7000-8000-000000000000';

/** Returns the first id that could have been made `ms` before this one: its time is its first 48 bits. */
export function earlierId(id: string, ms: number): string {
  return idOfTime(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16) - ms);
}

/** Returns the first id that could have been made at a time, in epoch ms. */
export function idOfTime(time: number): string {
  const hex = Math.max(0, time).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}${firstId.slice(13)}`;
}
