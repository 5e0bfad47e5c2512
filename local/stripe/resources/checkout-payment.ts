import { refused } from '../api-error';
import type { Card, PaymentIntent, Session } from '../objects';
import { emit, type Scope } from '../scope';
import { contact, renderSession } from './checkout-sessions';
import { createCustomer } from './customers';
import { createPaymentIntent } from './payment-intents';
import { redeem } from './session-pricing';
import { answerChallenge, attemptPayment } from './settlement';

/** What a person enters on the checkout page. */
export interface Payer {
  email: string;
  name: string | null;
}

/** Where an attempt leads: paid, refused with a reason to show, or on to the challenge page. */
export type PaymentResult =
  | { kind: 'challenge'; intent: PaymentIntent }
  | { kind: 'declined'; message: string }
  | { kind: 'paid'; session: Session };

function intentOf(scope: Scope, session: Session, payer: Payer): PaymentIntent {
  const existing =
    session.payment_intent === null ? undefined : scope.db.paymentIntents.get(session.payment_intent);
  if (existing) return existing;
  const payment = scope.db.checkouts.get(session.id)?.payment;
  return createPaymentIntent(scope, {
    amount: session.amount_total,
    currency: session.currency,
    customer: session.customer,
    description: payment?.description ?? null,
    metadata: payment?.metadata ?? {},
    paymentMethod: null,
    receiptEmail: payment?.receipt_email ?? payer.email,
    statementDescriptor: payment?.statement_descriptor ?? null,
    statementDescriptorSuffix: payment?.statement_descriptor_suffix ?? null,
  });
}

function complete(scope: Scope, session: Session, status: 'no_payment_required' | 'paid'): Session {
  redeem(scope, session);
  const after = scope.db.sessions.put({ ...session, payment_status: status, status: 'complete' });
  emit(scope, 'checkout.session.completed', renderSession(scope, after));
  return after;
}

function withPayer(scope: Scope, session: Session, payer: Payer): Session {
  const customer =
    session.customer_creation === 'always' && session.customer === null
      ? createCustomer(scope, { email: payer.email, name: payer.name }).id
      : session.customer;
  return scope.db.sessions.put({ ...session, customer, customer_details: contact(payer.email, payer.name) });
}

function settle(scope: Scope, session: Session, intent: PaymentIntent): PaymentResult {
  if (intent.status === 'requires_action') return { kind: 'challenge', intent };
  if (intent.status === 'succeeded') return { kind: 'paid', session: complete(scope, session, 'paid') };
  return { kind: 'declined', message: intent.last_payment_error?.message ?? 'Your card was declined.' };
}

/** @throws {ApiError} when the session is no longer open: a second submit finds it paid. */
function requireOpen(scope: Scope, session: Session): void {
  if (session.status === 'open' && session.expires_at > scope.now) return;
  throw refused('This checkout session is no longer open.', 'checkout_session_closed');
}

/** Pays an open session, within the running transaction; `card` is undefined when nothing is due. */
export function paySession(
  scope: Scope,
  session: Session,
  payer: Payer,
  card: Card | undefined,
): PaymentResult {
  requireOpen(scope, session);
  const known = withPayer(scope, session, payer);
  if (known.amount_total === 0) {
    return { kind: 'paid', session: complete(scope, known, 'no_payment_required') };
  }
  if (!card) throw refused('A card is required.', 'parameter_missing');
  const intent = intentOf(scope, known, payer);
  const linked = scope.db.sessions.put({ ...known, payment_intent: intent.id });
  const returnUrl = `${scope.baseUrl}/stripe/checkout/${session.id}`;
  return settle(scope, linked, attemptPayment(scope, intent, card, payer, returnUrl));
}

/** Ends the challenge of a payment, and the session it belongs to if there is one; within the running transaction. */
export function finishChallenge(
  scope: Scope,
  intent: PaymentIntent,
  hasPassed: boolean,
): { session: Session | undefined; result: PaymentResult | undefined } {
  const session = scope.db.sessions.all().find((row) => row.payment_intent === intent.id);
  if (session) requireOpen(scope, session);
  const payer = {
    email: session?.customer_details?.email ?? intent.receipt_email,
    name: session?.customer_details?.name ?? null,
  };
  const after = answerChallenge(scope, intent, payer, hasPassed);
  if (!after || !session) return { session, result: undefined };
  return { session, result: settle(scope, session, after) };
}
