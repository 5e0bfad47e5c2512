import { z } from 'zod';
import { type Call, isWithin, page, read, type Wire } from '../call';
import type { Dispute, Refund } from '../objects';
import * as p from '../params';

const listParams = z.strictObject({
  ...p.paging,
  charge: p.text.optional(),
  created: p.moments.optional(),
  payment_intent: p.text.optional(),
});

/** A page of what befell payments later, by the charge, the payment and the time that the call asks for. */
export function pageByPayment(call: Call, rows: readonly (Dispute | Refund)[]): Wire {
  const asked = read(call, listParams);
  const found = rows.filter(
    (row) =>
      (asked.charge === undefined || row.charge === asked.charge) &&
      (asked.payment_intent === undefined || row.payment_intent === asked.payment_intent) &&
      isWithin(row.created, asked.created),
  );
  return page(call, found, asked);
}
