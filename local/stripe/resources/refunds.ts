import { z } from 'zod';
import { refused } from '../api-error';
import { type Call, need, type Route, read, type Wire } from '../call';
import { newId, randomText } from '../ids';
import { formatMoney } from '../money';
import type { Charge, Refund } from '../objects';
import * as p from '../params';
import { changedFrom, emit, type Scope } from '../scope';
import { book } from './balance';
import { pageByPayment } from './by-payment';

const createParams = z.strictObject({
  amount: p.integerFrom(1).optional(),
  charge: p.text.optional(),
  metadata: p.metadata.optional(),
  payment_intent: p.text.optional(),
  reason: z.enum(['duplicate', 'fraudulent', 'requested_by_customer']).optional(),
});

function chargeOf(
  scope: Scope,
  given: { charge?: string | undefined; payment_intent?: string | undefined },
): Charge {
  if (given.charge !== undefined) return need(scope.db.charges, 'charge', given.charge, 'charge');
  if (given.payment_intent === undefined) {
    throw refused(
      'One of the following params should be provided for this request: payment_intent or charge.',
    );
  }
  const intent = need(scope.db.paymentIntents, 'payment_intent', given.payment_intent, 'payment_intent');
  if (intent.status !== 'succeeded' || intent.latest_charge === null) {
    throw refused(
      `This PaymentIntent (${intent.id}) does not have a successful charge to refund.`,
      'payment_intent_unexpected_state',
      'payment_intent',
    );
  }
  return need(scope.db.charges, 'charge', intent.latest_charge, 'payment_intent');
}

function refundableAmount(charge: Charge, asked: number | undefined): number {
  const left = charge.amount_captured - charge.amount_refunded;
  if (charge.disputed) {
    throw refused(`Charge ${charge.id} has been charged back; cannot issue a refund.`, 'charge_disputed');
  }
  if (charge.refunded || (charge.paid && left === 0)) {
    throw refused(`Charge ${charge.id} has already been refunded.`, 'charge_already_refunded');
  }
  if (!charge.paid) throw refused(`Charge ${charge.id} was not successful and cannot be refunded.`);
  const amount = asked ?? left;
  if (amount > left) {
    throw refused(
      `Refund amount (${formatMoney(amount, charge.currency)}) is greater than unrefunded amount on charge (${formatMoney(left, charge.currency)})`,
      undefined,
      'amount',
    );
  }
  return amount;
}

/** Gives money back within the running transaction: the rest of the charge unless an amount is named. */
export function createRefund(scope: Scope, given: z.output<typeof createParams>): Refund {
  const charge = chargeOf(scope, given);
  const amount = refundableAmount(charge, given.amount);
  const id = newId('re');
  const money = book(scope, {
    amountMinor: -amount,
    currency: charge.currency,
    description: 'REFUND FOR CHARGE',
    fee: 0,
    source: id,
    type: 'refund',
  });
  const refund = scope.db.refunds.put({
    id,
    object: 'refund',
    amount,
    balance_transaction: money.id,
    charge: charge.id,
    created: scope.now,
    currency: charge.currency,
    customer: charge.customer,
    customer_account: null,
    destination_details: {
      card: {
        reference: randomText(16),
        reference_status: 'available',
        reference_type: 'acquirer_reference_number',
        type: 'refund',
      },
      type: 'card',
    },
    metadata: p.mergeMetadata({}, given.metadata),
    payment_intent: charge.payment_intent,
    payment_method: null,
    reason: given.reason ?? null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: 'succeeded',
    transfer_reversal: null,
  });
  const total = charge.amount_refunded + amount;
  const after = scope.db.charges.put({
    ...charge,
    amount_refunded: total,
    refunded: total === charge.amount_captured,
  });
  emit(scope, 'refund.created', refund);
  emit(scope, 'charge.refunded', after, changedFrom(charge, after));
  return refund;
}

function update(call: Call, id: string): Wire {
  const { metadata } = read(call, z.strictObject({ metadata: p.metadata.optional() }));
  const before = need(call.db.refunds, 'refund', id);
  const after = call.db.refunds.put({ ...before, metadata: p.mergeMetadata(before.metadata, metadata) });
  emit(call, 'refund.updated', after, changedFrom(before, after));
  return after;
}

/** `/v1/refunds` */
export const refundRoutes: readonly Route[] = [
  { method: 'POST', path: '/v1/refunds', handle: (call) => createRefund(call, read(call, createParams)) },
  { method: 'GET', path: '/v1/refunds', handle: (call) => pageByPayment(call, call.db.refunds.all()) },
  { method: 'GET', path: '/v1/refunds/:id', handle: (call, id) => need(call.db.refunds, 'refund', id) },
  { method: 'POST', path: '/v1/refunds/:id', handle: update },
];
