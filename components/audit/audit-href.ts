import type { AuditAddress } from '@/server/domains/audit/contract';

/** Returns the address of the viewer with these filters; what is absent is not in it. */
export function auditHref(address: Partial<AuditAddress>): string {
  const given = Object.entries(address).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, value]],
  );
  const query = new URLSearchParams(given).toString();
  return query === '' ? '/admin/audit' : `/admin/audit?${query}`;
}
