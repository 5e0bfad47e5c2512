import { z } from 'zod';
import { ApiError } from '../api-error';
import type { FormTree } from '../form';
import type { Charge, Session } from '../objects';
import { finishChallenge, paySession } from '../resources/checkout-payment';
import { findPromotionCode } from '../resources/coupons';
import { decideDispute, openDispute } from '../resources/disputes';
import { createRefund } from '../resources/refunds';
import { reckon } from '../resources/session-pricing';
import { queueDelivery, type Scope } from '../scope';
import { type CheckoutForm, challengePage, checkForm, checkoutPage, messagePage, readForm } from './checkout';
import { dashboardPage, receiptPage } from './dashboard';

/** What a page request is answered with: a document or the way to another page. */
export type PageAnswer = { status: number; html: string } | { location: string };

const found = (html: string): PageAnswer => ({ status: 200, html });

const missing: PageAnswer = {
  status: 404,
  html: messagePage('Not found', 'There is no such page. It may belong to data that was cleared.'),
};

/** Where a finished session sends its payer. */
function successUrl(session: Session): string {
  return session.success_url.replaceAll('{CHECKOUT_SESSION_ID}', session.id);
}

function closed(session: Session): PageAnswer {
  if (session.status === 'complete') return { location: successUrl(session) };
  return {
    status: 410,
    html: messagePage('This checkout has expired', 'Go back to the shop and start the purchase again.'),
  };
}

function isOpen(scope: Scope, session: Session): boolean {
  return session.status === 'open' && session.expires_at > scope.now;
}

function emptyForm(session: Session): CheckoutForm {
  return {
    ...readForm({}),
    email: session.customer_details?.email ?? '',
    name: session.customer_details?.name ?? '',
  };
}

function showCheckout(scope: Scope, session: Session): PageAnswer {
  if (!isOpen(scope, session)) return closed(session);
  const intent =
    session.payment_intent === null ? undefined : scope.db.paymentIntents.get(session.payment_intent);
  const alert = intent?.last_payment_error?.message;
  return found(checkoutPage(scope, session, { form: emptyForm(session), ...(alert ? { alert } : {}) }));
}

function pay(scope: Scope, session: Session, body: FormTree): PageAnswer {
  if (!isOpen(scope, session)) return closed(session);
  const form = readForm(body);
  const checked = checkForm(form, session.amount_total === 0, new Date(scope.now * 1000));
  if ('errors' in checked) {
    return { status: 422, html: checkoutPage(scope, session, { form, errors: checked.errors }) };
  }
  const result = scope.db.transaction(() => paySession(scope, session, checked.payer, checked.card));
  if (result.kind === 'paid') return { location: successUrl(result.session) };
  if (result.kind === 'challenge') return { location: `/stripe/challenges/${result.intent.id}` };
  return { status: 402, html: checkoutPage(scope, session, { form, alert: result.message }) };
}

function applyPromotion(scope: Scope, session: Session, body: FormTree): PageAnswer {
  if (!isOpen(scope, session) || !session.allow_promotion_codes) return closed(session);
  const typed = typeof body['code'] === 'string' ? body['code'] : '';
  const back: PageAnswer = { location: `/stripe/checkout/${session.id}` };
  const checkout = scope.db.checkouts.get(session.id);
  if (!checkout) return missing;
  const code = typed === '' ? undefined : findPromotionCode(scope, typed);
  const refuse = (alert: string): PageAnswer => ({
    status: 422,
    html: checkoutPage(scope, session, { form: emptyForm(session), alert, promotionCode: typed }),
  });
  if (typed !== '' && !code) return refuse('This promotion code is not valid.');
  try {
    scope.db.transaction(() => {
      const discount = code ? { promotion_code: code.id } : undefined;
      const { items, totals } = reckon(scope, checkout.items, discount, session.customer);
      scope.db.checkouts.put({ ...checkout, items });
      scope.db.sessions.put({ ...session, ...totals });
    });
  } catch (error) {
    if (error instanceof ApiError) return refuse(error.message);
    throw error;
  }
  return back;
}

function answerChallenge(scope: Scope, id: string, body: FormTree): PageAnswer {
  const intent = scope.db.paymentIntents.get(id);
  if (!intent) return missing;
  const returnUrl = scope.db.attempts.get(id)?.returnUrl ?? null;
  const { session, result } = scope.db.transaction(() =>
    finishChallenge(scope, intent, body['answer'] === 'complete'),
  );
  if (result?.kind === 'paid') return { location: successUrl(result.session) };
  if (session) return { location: `/stripe/checkout/${session.id}` };
  return returnUrl === null
    ? found(messagePage('Done', 'You can close this page.'))
    : { location: withParam(returnUrl, 'payment_intent', id) };
}

function withParam(address: string, name: string, value: string): string {
  const url = new URL(address);
  url.searchParams.set(name, value);
  return url.href;
}

const overview: PageAnswer = { location: '/stripe' };

function refund(scope: Scope, charge: Charge, body: FormTree): PageAnswer {
  const amount = z.coerce.number().int().positive().safeParse(body['amount']);
  if (!amount.success) {
    return {
      status: 422,
      html: messagePage('Not refunded', 'Enter the amount in minor units, such as 1250.'),
    };
  }
  scope.db.transaction(() => createRefund(scope, { charge: charge.id, amount: amount.data }));
  return overview;
}

function resend(scope: Scope, id: string, body: FormTree): PageAnswer {
  if (!scope.db.events.get(id)) return missing;
  const times = body['times'] === '2' ? 2 : 1;
  scope.db.transaction(() => {
    for (let count = 0; count < times; count += 1) queueDelivery(scope, id);
  });
  return overview;
}

function decide(scope: Scope, id: string, body: FormTree): PageAnswer {
  const dispute = scope.db.disputes.get(id);
  if (!dispute) return missing;
  if (dispute.status === 'needs_response' || dispute.status === 'under_review') {
    scope.db.transaction(() => decideDispute(scope, dispute, body['outcome'] === 'won' ? 'won' : 'lost'));
  }
  return overview;
}

function getPage(scope: Scope, kind: string, id: string, webhookUrl: string): PageAnswer {
  if (kind === '') return found(dashboardPage(scope, webhookUrl));
  const session = kind === 'checkout' ? scope.db.sessions.get(id) : undefined;
  if (session) return showCheckout(scope, session);
  const intent = kind === 'challenges' ? scope.db.paymentIntents.get(id) : undefined;
  if (intent) return found(challengePage(intent));
  const charge = kind === 'receipts' ? scope.db.charges.get(id) : undefined;
  return charge ? found(receiptPage(charge)) : missing;
}

function postToCharge(scope: Scope, charge: Charge, action: string, body: FormTree): PageAnswer {
  if (action === 'refund') return refund(scope, charge, body);
  if (action !== 'dispute') return missing;
  scope.db.transaction(() => openDispute(scope, charge, 'fraudulent'));
  return overview;
}

function postPage(scope: Scope, address: string, id: string, body: FormTree): PageAnswer {
  const session = scope.db.sessions.get(id);
  const charge = scope.db.charges.get(id);
  if (session && address === 'checkout/') return pay(scope, session, body);
  if (session && address === 'checkout/promotion') return applyPromotion(scope, session, body);
  if (charge && address.startsWith('charges/')) {
    return postToCharge(scope, charge, address.slice('charges/'.length), body);
  }
  if (address === 'challenges/') return answerChallenge(scope, id, body);
  if (address === 'events/resend') return resend(scope, id, body);
  if (address === 'disputes/decide') return decide(scope, id, body);
  return missing;
}

/** Answers a request to a page under `/stripe`; what the account refuses becomes a page that says so. */
export function answerPage(
  scope: Scope,
  request: { method: string; path: string; body: FormTree },
  webhookUrl: string,
): PageAnswer {
  const [, , kind = '', id = '', action = ''] = request.path.replace(/\/$/, '').split('/');
  try {
    return request.method === 'POST'
      ? postPage(scope, `${kind}/${action}`, id, request.body)
      : getPage(scope, kind, id, webhookUrl);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { status: 409, html: messagePage('That is not possible', error.message) };
  }
}
