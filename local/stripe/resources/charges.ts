import { z } from 'zod';
import { type Call, isWithin, need, page, type Route, read, type Wire } from '../call';
import * as p from '../params';
import { changedFrom, emit } from '../scope';
import { renderBalanceTransaction } from './balance';

const listChargeParams = z.strictObject({
  ...p.paging,
  created: p.moments.optional(),
  customer: p.text.optional(),
  payment_intent: p.text.optional(),
});
const updateChargeParams = z.strictObject({
  description: p.clearable.optional(),
  metadata: p.metadata.optional(),
  receipt_email: p.clearable.optional(),
});
const listTransactionParams = z.strictObject({
  ...p.paging,
  created: p.moments.optional(),
  currency: p.currency.optional(),
  source: p.text.optional(),
  type: z.enum(['adjustment', 'charge', 'refund']).optional(),
});

function update(call: Call, id: string): Wire {
  const { metadata, ...given } = read(call, updateChargeParams);
  const before = need(call.db.charges, 'charge', id);
  const after = call.db.charges.put({
    ...before,
    ...p.defined(given),
    metadata: p.mergeMetadata(before.metadata, metadata),
  });
  emit(call, 'charge.updated', after, changedFrom(before, after));
  return after;
}

function listCharges(call: Call): Wire {
  const asked = read(call, listChargeParams);
  const rows = call.db.charges
    .all()
    .filter(
      (row) =>
        (asked.customer === undefined || row.customer === asked.customer) &&
        (asked.payment_intent === undefined || row.payment_intent === asked.payment_intent) &&
        isWithin(row.created, asked.created),
    );
  return page(call, rows, asked);
}

function listTransactions(call: Call): Wire {
  const asked = read(call, listTransactionParams);
  const rows = call.db.balanceTransactions
    .all()
    .filter(
      (row) =>
        (asked.currency === undefined || row.currency === asked.currency) &&
        (asked.source === undefined || row.source === asked.source) &&
        (asked.type === undefined || row.type === asked.type) &&
        isWithin(row.created, asked.created),
    );
  return page(call, rows, asked, (row) => renderBalanceTransaction(call, row));
}

/** The balance by currency; an account without movements holds zero dollars. */
function balance(call: Call): Wire {
  read(call, z.strictObject({}));
  const totals = new Map([['usd', { available: 0, pending: 0 }]]);
  for (const row of call.db.balanceTransactions.all()) {
    const total = totals.get(row.currency) ?? { available: 0, pending: 0 };
    total[row.available_on <= call.now ? 'available' : 'pending'] += row.net;
    totals.set(row.currency, total);
  }
  const side = (key: 'available' | 'pending') =>
    [...totals].map(([currency, total]) => ({
      amount: total[key],
      currency,
      source_types: { card: total[key] },
    }));
  return {
    object: 'balance',
    available: side('available'),
    livemode: false,
    pending: side('pending'),
    refund_and_dispute_prefunding: { available: [], pending: [] },
  };
}

/** `/v1/charges`, `/v1/balance_transactions`, `/v1/balance` */
export const chargeRoutes: readonly Route[] = [
  { method: 'GET', path: '/v1/charges', handle: listCharges },
  { method: 'GET', path: '/v1/charges/:id', handle: (call, id) => need(call.db.charges, 'charge', id) },
  { method: 'POST', path: '/v1/charges/:id', handle: update },
  { method: 'GET', path: '/v1/balance_transactions', handle: listTransactions },
  {
    method: 'GET',
    path: '/v1/balance_transactions/:id',
    handle: (call, id) =>
      renderBalanceTransaction(call, need(call.db.balanceTransactions, 'balance transaction', id)),
  },
  { method: 'GET', path: '/v1/balance', handle: balance },
];
