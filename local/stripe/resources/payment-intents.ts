import { z } from 'zod';
import { type ApiError, refused, resourceMissing } from '../api-error';
import { type Call, isWithin, need, page, type Route, read, type Wire } from '../call';
import { cardOfMethod } from '../cards';
import { newId, randomText } from '../ids';
import { formatMoney, MAX_AMOUNT_MINOR, minimumOf } from '../money';
import type { PaymentIntent } from '../objects';
import * as p from '../params';
import { changedFrom, emit, type Scope } from '../scope';
import { attemptPayment, cardError } from './settlement';

const amount = p
  .integerFrom(1)
  .refine((value) => value <= MAX_AMOUNT_MINOR, { message: 'Amount must be no more than 99,999,999.' });

const common = {
  customer: p.text.optional(),
  description: p.clearable.optional(),
  metadata: p.metadata.optional(),
  payment_method: p.text.optional(),
  payment_method_types: p.list(z.literal('card')).optional(),
  receipt_email: p.clearable.optional(),
  statement_descriptor: p.text.optional(),
  statement_descriptor_suffix: p.text.optional(),
};

const createParams = z.strictObject({
  ...common,
  amount,
  automatic_payment_methods: z
    .strictObject({ enabled: p.flag, allow_redirects: z.enum(['always', 'never']).optional() })
    .optional(),
  capture_method: z.enum(['automatic', 'automatic_async']).optional(),
  confirm: p.flag.optional(),
  currency: p.currency,
  return_url: p.text.optional(),
});
const updateParams = z.strictObject({
  ...common,
  amount: amount.optional(),
  currency: p.currency.optional(),
});
const confirmParams = z.strictObject({ payment_method: p.text.optional(), return_url: p.text.optional() });
const cancelParams = z.strictObject({
  cancellation_reason: z.enum(['abandoned', 'duplicate', 'fraudulent', 'requested_by_customer']).optional(),
});
const listParams = z.strictObject({
  ...p.paging,
  created: p.moments.optional(),
  customer: p.text.optional(),
});

/** @throws {ApiError} `amount_too_small` when Stripe would not take so little. */
export function requireMinimum(amountMinor: number, currency: string, param: string): void {
  const minimum = minimumOf(currency);
  if (amountMinor >= minimum) return;
  throw refused(
    `Amount must be no less than ${formatMoney(minimum, currency)} ${currency}`,
    'amount_too_small',
    param,
  );
}

/** What a payment is created from. */
export interface NewPayment {
  amount: number;
  currency: string;
  customer: string | null;
  description: string | null;
  metadata: Record<string, string>;
  paymentMethod: string | null;
  receiptEmail: string | null;
  statementDescriptor: string | null;
  statementDescriptorSuffix: string | null;
}

/** Creates a payment within the running transaction. */
export function createPaymentIntent(scope: Scope, given: NewPayment): PaymentIntent {
  const id = newId('pi');
  const intent = scope.db.paymentIntents.put({
    id,
    object: 'payment_intent',
    allowed_payment_method_types: null,
    amount: given.amount,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: 'automatic_async',
    client_secret: `${id}_secret_${randomText(25)}`,
    confirmation_method: 'automatic',
    created: scope.now,
    currency: given.currency,
    customer: given.customer,
    customer_account: null,
    description: given.description,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata: given.metadata,
    next_action: null,
    on_behalf_of: null,
    payment_method: given.paymentMethod,
    payment_method_configuration_details: null,
    payment_method_options: {
      card: { installments: null, mandate_options: null, network: null, request_three_d_secure: 'automatic' },
    },
    payment_method_types: ['card'],
    payment_record: null,
    processing: null,
    receipt_email: given.receiptEmail,
    review: null,
    setup_future_usage: null,
    shipping: null,
    source: null,
    statement_descriptor: given.statementDescriptor,
    statement_descriptor_suffix: given.statementDescriptorSuffix,
    status: given.paymentMethod === null ? 'requires_payment_method' : 'requires_confirmation',
    transfer_data: null,
    transfer_group: null,
  });
  emit(scope, 'payment_intent.created', intent);
  return intent;
}

function requireMethod(method: string | undefined): string | null {
  if (method === undefined) return null;
  if (!cardOfMethod(method)) throw resourceMissing('PaymentMethod', method, 'payment_method');
  return method;
}

function confirm(scope: Scope, intent: PaymentIntent, returnUrl: string | null): PaymentIntent {
  const card = intent.payment_method === null ? undefined : cardOfMethod(intent.payment_method);
  if (!card) {
    throw refused(
      "You cannot confirm this PaymentIntent because it's missing a payment method. Update the PaymentIntent with a payment method and then confirm it again.",
      'payment_intent_unexpected_state',
    );
  }
  return attemptPayment(scope, intent, card, { email: intent.receipt_email, name: null }, returnUrl);
}

/** A confirmation that was declined is answered as a card error, though everything it did is kept. */
function answerConfirmed(intent: PaymentIntent): ApiError | Wire {
  return intent.status === 'requires_payment_method' ? cardError(intent) : intent;
}

function create(call: Call): ApiError | Wire {
  const given = read(call, createParams);
  requireMinimum(given.amount, given.currency, 'amount');
  if (given.customer !== undefined) need(call.db.customers, 'customer', given.customer, 'customer');
  const intent = createPaymentIntent(call, {
    amount: given.amount,
    currency: given.currency,
    customer: given.customer ?? null,
    description: given.description ?? null,
    metadata: p.mergeMetadata({}, given.metadata),
    paymentMethod: requireMethod(given.payment_method),
    receiptEmail: given.receipt_email ?? null,
    statementDescriptor: given.statement_descriptor ?? null,
    statementDescriptorSuffix: given.statement_descriptor_suffix ?? null,
  });
  return given.confirm ? answerConfirmed(confirm(call, intent, given.return_url ?? null)) : intent;
}

function openIntent(call: Call, id: string, action: string): PaymentIntent {
  const intent = need(call.db.paymentIntents, 'payment_intent', id);
  if (intent.status === 'succeeded' || intent.status === 'canceled') {
    throw refused(
      `You cannot ${action} this PaymentIntent because it has a status of ${intent.status}.`,
      'payment_intent_unexpected_state',
    );
  }
  return intent;
}

function update(call: Call, id: string): Wire {
  const { metadata, payment_method, payment_method_types: _types, ...given } = read(call, updateParams);
  // Stripe lets description and metadata of a finished payment change, never its money.
  const isMoneyChanged =
    given.amount !== undefined || given.currency !== undefined || payment_method !== undefined;
  const before = isMoneyChanged
    ? openIntent(call, id, 'update')
    : need(call.db.paymentIntents, 'payment_intent', id);
  requireMinimum(given.amount ?? before.amount, given.currency ?? before.currency, 'amount');
  const method = requireMethod(payment_method);
  return call.db.paymentIntents.put({
    ...before,
    ...p.defined(given),
    metadata: p.mergeMetadata(before.metadata, metadata),
    ...(method === null ? {} : { payment_method: method, status: 'requires_confirmation' as const }),
  });
}

function confirmCall(call: Call, id: string): ApiError | Wire {
  const given = read(call, confirmParams);
  const intent = openIntent(call, id, 'confirm');
  const method = requireMethod(given.payment_method) ?? intent.payment_method;
  return answerConfirmed(confirm(call, { ...intent, payment_method: method }, given.return_url ?? null));
}

function cancel(call: Call, id: string): Wire {
  const given = read(call, cancelParams);
  const before = openIntent(call, id, 'cancel');
  if (call.db.sessions.all().some((row) => row.payment_intent === id)) {
    throw refused(
      'You cannot cancel this PaymentIntent because it was created by a Checkout Session. Expire the session instead.',
      'payment_intent_unexpected_state',
    );
  }
  const after = call.db.paymentIntents.put({
    ...before,
    canceled_at: call.now,
    cancellation_reason: given.cancellation_reason ?? null,
    next_action: null,
    status: 'canceled',
  });
  call.db.attempts.remove(id);
  emit(call, 'payment_intent.canceled', after, changedFrom(before, after));
  return after;
}

/** `/v1/payment_intents` */
export const paymentIntentRoutes: readonly Route[] = [
  { method: 'POST', path: '/v1/payment_intents', handle: create },
  {
    method: 'GET',
    path: '/v1/payment_intents',
    handle(call) {
      const asked = read(call, listParams);
      const rows = call.db.paymentIntents
        .all()
        .filter(
          (row) =>
            (asked.customer === undefined || row.customer === asked.customer) &&
            isWithin(row.created, asked.created),
        );
      return page(call, rows, asked);
    },
  },
  {
    method: 'GET',
    path: '/v1/payment_intents/:id',
    handle: (call, id) => need(call.db.paymentIntents, 'payment_intent', id),
  },
  { method: 'POST', path: '/v1/payment_intents/:id', handle: update },
  { method: 'POST', path: '/v1/payment_intents/:id/confirm', handle: confirmCall },
  { method: 'POST', path: '/v1/payment_intents/:id/cancel', handle: cancel },
];
