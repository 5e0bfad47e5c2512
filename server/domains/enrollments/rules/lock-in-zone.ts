import type { LockReason, LockView } from '@/server/domains/content/contract';

function reasonInZone(why: LockReason, zone: string): LockReason {
  if (why.kind === 'all' || why.kind === 'any') {
    return { kind: why.kind, of: why.of.map((one) => reasonInZone(one, zone)) };
  }
  const isDated = why.kind === 'from' || why.kind === 'over' || why.kind === 'staff';
  return isDated ? { ...why, zone: why.zone ?? zone } : why;
}

/** Says when, where no zone belongs to the rule, on the clocks of the reader. */
export function lockInZone<Lock extends LockView | null>(lock: Lock, zone: string): Lock | LockView {
  return lock === null ? lock : { ...lock, why: reasonInZone(lock.why, zone) };
}
