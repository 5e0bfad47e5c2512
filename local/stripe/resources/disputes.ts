import { z } from 'zod';
import { refused } from '../api-error';
import { type Call, need, type Route, read, type Wire } from '../call';
import { newId } from '../ids';
import { DISPUTE_FEE_MINOR } from '../money';
import type { Charge, Dispute } from '../objects';
import * as p from '../params';
import { changedFrom, emit, type Scope } from '../scope';
import { book } from './balance';
import { pageByPayment } from './by-payment';

/** Seconds a merchant has to answer a dispute. */
const ANSWER_WITHIN = 9 * 86_400;

const EVIDENCE = [
  'access_activity_log',
  'billing_address',
  'cancellation_policy',
  'cancellation_policy_disclosure',
  'cancellation_rebuttal',
  'customer_communication',
  'customer_email_address',
  'customer_name',
  'customer_purchase_ip',
  'customer_signature',
  'duplicate_charge_documentation',
  'duplicate_charge_explanation',
  'duplicate_charge_id',
  'product_description',
  'receipt',
  'refund_policy',
  'refund_policy_disclosure',
  'refund_refusal_explanation',
  'service_date',
  'service_documentation',
  'shipping_address',
  'shipping_carrier',
  'shipping_date',
  'shipping_documentation',
  'shipping_tracking_number',
  'uncategorized_file',
  'uncategorized_text',
] as const;

const updateParams = z.strictObject({
  evidence: z.partialRecord(z.enum(EVIDENCE), p.clearable).optional(),
  metadata: p.metadata.optional(),
  submit: p.flag.optional(),
});

/** Evidence texts by which a test decides a dispute (docs.stripe.com/testing, "disputes"). */
const DECIDING: Readonly<Record<string, 'lost' | 'won'>> = {
  losing_evidence: 'lost',
  winning_evidence: 'won',
};

/** Lets the cardholder of a paid charge dispute what was not refunded, within the running transaction. */
export function openDispute(scope: Scope, charge: Charge, reason: string): Dispute {
  const amount = charge.amount_captured - charge.amount_refunded;
  if (!charge.paid || charge.disputed || amount === 0) {
    throw refused(`Charge ${charge.id} cannot be disputed.`);
  }
  const id = newId('du');
  const money = book(scope, {
    amountMinor: -amount,
    currency: charge.currency,
    description: `Chargeback withdrawal for ${charge.id}`,
    fee: DISPUTE_FEE_MINOR,
    source: id,
    type: 'adjustment',
  });
  const dispute = scope.db.disputes.put({
    id,
    object: 'dispute',
    amount,
    balance_transactions: [money],
    charge: charge.id,
    created: scope.now,
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: {
      ...Object.fromEntries(EVIDENCE.map((key) => [key, null])),
      enhanced_evidence: {},
    },
    evidence_details: {
      due_by: scope.now + ANSWER_WITHIN,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: null,
    },
    intended_submission_method: null,
    is_charge_refundable: false,
    livemode: false,
    metadata: {},
    payment_intent: charge.payment_intent,
    payment_method_details: {
      card: { brand: 'visa', case_type: 'chargeback', network: 'visa', network_reason_code: '83' },
      type: 'card',
    },
    reason,
    status: 'needs_response',
  });
  scope.db.charges.put({ ...charge, disputed: true });
  emit(scope, 'charge.dispute.created', dispute);
  emit(scope, 'charge.dispute.funds_withdrawn', dispute);
  return dispute;
}

/** Ends a dispute; when it is won the money comes back. Within the running transaction. */
export function decideDispute(scope: Scope, dispute: Dispute, outcome: 'lost' | 'won'): Dispute {
  const money =
    outcome === 'lost'
      ? []
      : [
          book(scope, {
            amountMinor: dispute.amount,
            currency: dispute.currency,
            description: `Chargeback reversal for ${dispute.charge}`,
            fee: 0,
            source: dispute.id,
            type: 'adjustment',
          }),
        ];
  const after = scope.db.disputes.put({
    ...dispute,
    balance_transactions: [...dispute.balance_transactions, ...money],
    status: outcome,
  });
  emit(scope, 'charge.dispute.closed', after, changedFrom(dispute, after));
  if (outcome === 'won') emit(scope, 'charge.dispute.funds_reinstated', after);
  return after;
}

function openFor(call: Call, id: string): Dispute {
  const dispute = need(call.db.disputes, 'dispute', id);
  if (dispute.status === 'lost' || dispute.status === 'won') {
    throw refused('This dispute is already closed', 'dispute_already_closed');
  }
  return dispute;
}

function update(call: Call, id: string): Wire {
  const given = read(call, updateParams);
  const before = given.evidence === undefined ? need(call.db.disputes, 'dispute', id) : openFor(call, id);
  const isSubmitted = given.evidence !== undefined && given.submit !== false;
  const after = call.db.disputes.put({
    ...before,
    evidence: { ...before.evidence, ...given.evidence },
    evidence_details: {
      ...before.evidence_details,
      has_evidence: given.evidence !== undefined || before.evidence_details['has_evidence'] === true,
      submission_count: before.evidence_details.submission_count + (isSubmitted ? 1 : 0),
    },
    metadata: p.mergeMetadata(before.metadata, given.metadata),
    status: isSubmitted ? 'under_review' : before.status,
  });
  emit(call, 'charge.dispute.updated', after, changedFrom(before, after));
  const outcome = isSubmitted ? DECIDING[given.evidence?.uncategorized_text ?? ''] : undefined;
  return outcome ? decideDispute(call, after, outcome) : after;
}

/** `/v1/disputes` */
export const disputeRoutes: readonly Route[] = [
  { method: 'GET', path: '/v1/disputes', handle: (call) => pageByPayment(call, call.db.disputes.all()) },
  { method: 'GET', path: '/v1/disputes/:id', handle: (call, id) => need(call.db.disputes, 'dispute', id) },
  { method: 'POST', path: '/v1/disputes/:id', handle: update },
  {
    method: 'POST',
    path: '/v1/disputes/:id/close',
    handle: (call, id) => decideDispute(call, openFor(call, id), 'lost'),
  },
];
