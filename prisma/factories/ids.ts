import { createHash } from 'node:crypto';
import { v7 } from 'uuid';

/**
 * Returns the UUIDv7 that belongs to a name and a time: the same on every machine, sorted by `at` like any other.
 *
 * Its random part is the SHA-256 of the name (RFC 9562 §6.6 allows any source that does not repeat).
 */
export function idOf(name: string, at: Date): string {
  const digest = createHash('sha256').update(name).digest();
  return v7({ msecs: at.getTime(), random: digest.subarray(0, 16), seq: digest.readUInt32BE(16) });
}
