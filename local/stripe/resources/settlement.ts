import { ApiError } from '../api-error';
import { behaviourOf, brandOf, type CardBehaviour } from '../cards';
import { newId } from '../ids';
import { feeOn } from '../money';
import type { Card, Charge, PaymentIntent } from '../objects';
import { emit, type Scope } from '../scope';
import { book } from './balance';

/** How long a cardholder waits before disputing, in milliseconds. */
const DISPUTE_AFTER_MS = 3_000;

interface Payer {
  email: string | null;
  name: string | null;
}

function cardDetails(intent: PaymentIntent, card: Card, isAuthenticated: boolean) {
  return {
    card: {
      amount_authorized: intent.amount,
      authorization_code: null,
      brand: brandOf(card.number),
      checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
      country: 'US',
      exp_month: card.expMonth,
      exp_year: card.expYear,
      extended_authorization: { status: 'disabled' },
      fingerprint: `fp_${card.number.slice(-4)}`,
      funding: 'credit',
      incremental_authorization: { status: 'unavailable' },
      installments: null,
      last4: card.number.slice(-4),
      mandate: null,
      multicapture: { status: 'unavailable' },
      network: brandOf(card.number),
      network_token: { used: false },
      network_transaction_id: null,
      overcapture: { maximum_amount_capturable: intent.amount, status: 'unavailable' },
      regulated_status: 'unregulated',
      three_d_secure: isAuthenticated
        ? {
            authentication_flow: 'challenge',
            electronic_commerce_indicator: '05',
            exemption_indicator: null,
            result: 'authenticated',
            result_reason: null,
            transaction_id: newId('tds'),
            version: '2.2.0',
          }
        : null,
      transaction_link_id: null,
      wallet: null,
    },
    type: 'card',
  };
}

function newCharge(
  scope: Scope,
  intent: PaymentIntent,
  card: Card,
  payer: Payer,
  isAuthenticated: boolean,
): Charge {
  const id = newId('ch');
  return {
    id,
    object: 'charge',
    amount: intent.amount,
    amount_captured: 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: {
      address: { city: null, country: null, line1: null, line2: null, postal_code: null, state: null },
      email: payer.email,
      name: payer.name,
      phone: null,
      tax_id: null,
    },
    calculated_statement_descriptor: intent.statement_descriptor ?? 'LOCAL',
    captured: false,
    created: scope.now,
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    fraud_details: {},
    livemode: false,
    metadata: intent.metadata,
    on_behalf_of: null,
    outcome: {
      advice_code: null,
      network_advice_code: null,
      network_decline_code: null,
      network_status: 'approved_by_network',
      reason: null,
      risk_level: 'normal',
      risk_score: 20,
      seller_message: 'Payment complete.',
      type: 'authorized',
    },
    paid: false,
    payment_intent: intent.id,
    payment_method: intent.payment_method,
    payment_method_details: cardDetails(intent, card, isAuthenticated),
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: `${scope.baseUrl}/stripe/receipts/${id}`,
    refunded: false,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: intent.statement_descriptor,
    statement_descriptor_suffix: intent.statement_descriptor_suffix,
    status: 'failed',
    transfer_data: null,
    transfer_group: null,
  };
}

function approve(
  scope: Scope,
  intent: PaymentIntent,
  charge: Charge,
  disputeReason: string | undefined,
): PaymentIntent {
  const fee = feeOn(intent.amount);
  const money = book(scope, {
    amountMinor: intent.amount,
    currency: intent.currency,
    description: intent.description,
    fee,
    source: charge.id,
    type: 'charge',
  });
  const paid = scope.db.charges.put({
    ...charge,
    amount_captured: intent.amount,
    balance_transaction: money.id,
    captured: true,
    paid: true,
    status: 'succeeded',
  });
  if (disputeReason !== undefined) {
    scope.db.dues.put({
      id: newId('due'),
      charge: paid.id,
      reason: disputeReason,
      at: Date.now() + DISPUTE_AFTER_MS,
    });
  }
  const after = scope.db.paymentIntents.put({
    ...intent,
    amount_received: intent.amount,
    last_payment_error: null,
    latest_charge: paid.id,
    next_action: null,
    status: 'succeeded',
  });
  emit(scope, 'charge.succeeded', paid);
  emit(scope, 'payment_intent.succeeded', after);
  return after;
}

type Decline = Extract<CardBehaviour, { kind: 'decline' }>;

function decline(scope: Scope, intent: PaymentIntent, charge: Charge, reason: Decline): PaymentIntent {
  const failed = scope.db.charges.put({
    ...charge,
    failure_code: reason.code,
    failure_message: reason.message,
    outcome: {
      advice_code: null,
      network_advice_code: null,
      network_decline_code: null,
      network_status: 'declined_by_network',
      reason: reason.declineCode ?? reason.code,
      risk_level: 'normal',
      risk_score: 20,
      seller_message: 'The bank did not return any further details with this decline.',
      type: 'issuer_declined',
    },
  });
  const after = scope.db.paymentIntents.put({
    ...intent,
    last_payment_error: {
      charge: failed.id,
      code: reason.code,
      ...(reason.declineCode ? { decline_code: reason.declineCode } : {}),
      message: reason.message,
      type: 'card_error',
    },
    latest_charge: failed.id,
    next_action: null,
    payment_method: null,
    status: 'requires_payment_method',
  });
  emit(scope, 'charge.failed', failed);
  emit(scope, 'payment_intent.payment_failed', after);
  return after;
}

const authenticationFailed: Decline = {
  kind: 'decline',
  code: 'payment_intent_authentication_failure',
  message:
    'We are unable to authenticate your payment method. Please choose a different payment method and try again.',
};

const declinedAfterChallenge: Decline = {
  kind: 'decline',
  code: 'card_declined',
  declineCode: 'generic_decline',
  message: 'Your card was declined.',
};

/** Sends the payer to the challenge page within the running transaction; `returnUrl` is where it leads back to. */
function challenge(scope: Scope, intent: PaymentIntent, card: Card, returnUrl: string | null): PaymentIntent {
  scope.db.attempts.put({ id: intent.id, card, returnUrl });
  const after = scope.db.paymentIntents.put({
    ...intent,
    next_action: {
      redirect_to_url: { return_url: returnUrl, url: `${scope.baseUrl}/stripe/challenges/${intent.id}` },
      type: 'redirect_to_url',
    },
    status: 'requires_action',
  });
  emit(scope, 'payment_intent.requires_action', after);
  return after;
}

/** Takes the money, is refused, or asks for a challenge, as the card behaves; within the running transaction. */
export function attemptPayment(
  scope: Scope,
  intent: PaymentIntent,
  card: Card,
  payer: Payer,
  returnUrl: string | null,
): PaymentIntent {
  const behaviour = behaviourOf(card);
  const withMethod = { ...intent, payment_method: intent.payment_method ?? newId('pm') };
  if (behaviour.kind === 'challenge') return challenge(scope, withMethod, card, returnUrl);
  const charge = newCharge(scope, withMethod, card, payer, false);
  return behaviour.kind === 'approve'
    ? approve(scope, withMethod, charge, behaviour.disputeReason)
    : decline(scope, withMethod, charge, behaviour);
}

/** Ends a challenge the way the payer chose; undefined when none is open for this payment. */
export function answerChallenge(
  scope: Scope,
  intent: PaymentIntent,
  payer: Payer,
  hasPassed: boolean,
): PaymentIntent | undefined {
  const attempt = scope.db.attempts.get(intent.id);
  if (!attempt || intent.status !== 'requires_action') return undefined;
  scope.db.attempts.remove(intent.id);
  const behaviour = behaviourOf(attempt.card);
  const charge = newCharge(scope, intent, attempt.card, payer, hasPassed);
  if (!hasPassed) return decline(scope, intent, charge, authenticationFailed);
  return behaviour.kind === 'challenge' && behaviour.outcome === 'decline'
    ? decline(scope, intent, charge, declinedAfterChallenge)
    : approve(scope, intent, charge, undefined);
}

/** The card error (402) that a declined confirmation is answered with. */
export function cardError(intent: PaymentIntent): ApiError {
  const { last_payment_error: reason } = intent;
  const textOf = (key: string) => {
    const value = reason?.[key];
    return typeof value === 'string' ? value : undefined;
  };
  const code = textOf('code');
  const declineCode = textOf('decline_code');
  return new ApiError(402, {
    type: 'card_error',
    message: reason?.message ?? 'Your card was declined.',
    ...(code ? { code } : {}),
    ...(declineCode ? { decline_code: declineCode } : {}),
    ...(intent.latest_charge ? { charge: intent.latest_charge } : {}),
    payment_intent: intent,
  });
}
