import { z } from 'zod';
import { type Html, html } from '@/local/web/html';
import { hasValidChecksum } from '../cards';
import { formatMoney } from '../money';
import type { Card, PaymentIntent, Session } from '../objects';
import type { Scope } from '../scope';
import { documentOf } from './layout';

/** What was typed into the form, as it was typed. */
const formSchema = z.object({
  email: z.string().max(320).default(''),
  number: z.string().max(40).default(''),
  expiry: z.string().max(12).default(''),
  cvc: z.string().max(8).default(''),
  name: z.string().max(200).default(''),
});

/** What a person typed into the checkout page; not yet validated. */
export type CheckoutForm = z.output<typeof formSchema>;
type FieldErrors = Partial<Record<keyof CheckoutForm, string>>;

/** The form as it was sent; missing fields are empty. */
export function readForm(tree: unknown): CheckoutForm {
  return formSchema.catch({ email: '', number: '', expiry: '', cvc: '', name: '' }).parse(tree);
}

function readExpiry(text: string, now: Date): { expMonth: number; expYear: number } | string {
  const match = /^\s*(\d{1,2})\s*\/?\s*(?:20)?(\d{2})\s*$/.exec(text);
  const expMonth = Number(match?.[1]);
  const expYear = 2000 + Number(match?.[2]);
  if (!match || expMonth < 1 || expMonth > 12) return 'Enter the expiry date as MM/YY.';
  const isPast =
    expYear < now.getUTCFullYear() || (expYear === now.getUTCFullYear() && expMonth < now.getUTCMonth() + 1);
  return isPast ? 'This card has expired.' : { expMonth, expYear };
}

/** The payer and the card of a filled form, or what is wrong with each field. A card is not asked for when nothing is due. */
export function checkForm(
  form: CheckoutForm,
  isFree: boolean,
  now: Date,
): { payer: { email: string; name: string | null }; card: Card | undefined } | { errors: FieldErrors } {
  const errors: FieldErrors = {};
  if (!/^[^\s@]+@[^\s@]+$/.test(form.email.trim())) errors.email = 'Enter an e-mail address.';
  const number = form.number.replace(/[\s-]/g, '');
  const expiry = readExpiry(form.expiry, now);
  if (!isFree) {
    if (!hasValidChecksum(number)) errors.number = 'This card number is not valid.';
    if (typeof expiry === 'string') errors.expiry = expiry;
    if (!/^\d{3,4}$/.test(form.cvc.trim())) errors.cvc = 'Enter the three or four digits.';
  }
  if (Object.keys(errors).length > 0) return { errors };
  const payer = { email: form.email.trim(), name: form.name.trim() || null };
  return { payer, card: isFree || typeof expiry === 'string' ? undefined : { number, ...expiry } };
}

interface Field {
  name: keyof CheckoutForm;
  label: string;
  autocomplete: string;
  type?: 'email' | 'text';
  hint?: string;
}

function field({ name, label, autocomplete, type = 'text', hint }: Field, view: CheckoutView): Html {
  const error = view.errors?.[name];
  const describedBy = error ? html` aria-invalid="true" aria-describedby="${name}-error"` : undefined;
  const mode = name === 'number' || name === 'cvc' || name === 'expiry' ? 'numeric' : type;
  return html`<div><label for="${name}">${label}</label><input id="${name}" name="${name}" type="${type}" inputmode="${mode}" autocomplete="${autocomplete}" value="${view.form[name]}" placeholder="${hint ?? ''}"${describedBy}>${
    error ? html`<p class="error" id="${name}-error">${error}</p>` : undefined
  }</div>`;
}

/** What the checkout page shows beside the session: the form as typed, and what was wrong with it. */
export interface CheckoutView {
  form: CheckoutForm;
  errors?: FieldErrors;
  alert?: string;
  promotionCode?: string;
}

function summary(scope: Scope, session: Session): Html {
  const money = (amount: number) => formatMoney(amount, session.currency);
  const items = scope.db.checkouts.get(session.id)?.items ?? [];
  const discount = session.total_details.amount_discount;
  return html`<section class="card" aria-label="Order"><ul class="lines">${items.map(
    (item) =>
      html`<li><span>${item.description ?? item.id}<small>${
        item.quantity > 1 ? `${item.quantity} × ${money(item.price.unit_amount)}` : ''
      }</small></span><span class="amount">${money(item.amount_subtotal)}</span></li>`,
  )}${
    discount > 0
      ? html`<li><span>Discount</span><span class="amount">−${money(discount)}</span></li>`
      : undefined
  }</ul><div class="total"><span>Total</span><span class="amount">${money(session.amount_total)}</span></div></section>`;
}

function promotionForm(session: Session, view: CheckoutView): Html | undefined {
  if (!session.allow_promotion_codes) return undefined;
  if (session.discounts.length > 0) {
    return html`<form class="card row" method="post" action="/stripe/checkout/${session.id}/promotion"><span>Promotion code applied</span><button class="plain small" name="code" value="">Remove</button></form>`;
  }
  return html`<form class="card" method="post" action="/stripe/checkout/${session.id}/promotion"><label for="code">Promotion code</label><div class="inline"><input id="code" name="code" autocomplete="off" value="${view.promotionCode ?? ''}"><button class="plain">Apply</button></div></form>`;
}

const hints = html`<details><summary>Test cards</summary><p>Any future date and any security code.</p><ul><li><code>4242 4242 4242 4242</code> pays</li><li><code>4000 0000 0000 0002</code> is declined</li><li><code>4000 0000 0000 9995</code> has no funds</li><li><code>4000 0000 0000 3220</code> asks for 3-D Secure</li><li><code>4000 0000 0000 0259</code> pays, then disputes</li></ul></details>`;

/** The page on which a person pays an open session. */
export function checkoutPage(scope: Scope, session: Session, view: CheckoutView): string {
  const isFree = session.amount_total === 0;
  const card = isFree
    ? undefined
    : html`${field({ name: 'number', label: 'Card number', autocomplete: 'cc-number', hint: '4242 4242 4242 4242' }, view)}<div class="pair">${field({ name: 'expiry', label: 'Expiry', autocomplete: 'cc-exp', hint: 'MM/YY' }, view)}${field({ name: 'cvc', label: 'Security code', autocomplete: 'cc-csc', hint: 'CVC' }, view)}</div>${field({ name: 'name', label: 'Name on card', autocomplete: 'cc-name' }, view)}`;
  const label = isFree ? 'Complete order' : `Pay ${formatMoney(session.amount_total, session.currency)}`;
  return documentOf(
    'Checkout',
    html`<div class="sheet"><span class="test">Test mode</span><h1>Checkout</h1>${
      view.alert ? html`<p class="alert" role="alert">${view.alert}</p>` : undefined
    }${summary(scope, session)}${promotionForm(session, view)}<form class="card" method="post" action="/stripe/checkout/${session.id}" novalidate>${field({ name: 'email', label: 'E-mail', autocomplete: 'email', type: 'email' }, view)}${card}<button class="wide">${label}</button></form>${
      session.cancel_url
        ? html`<p><a class="button plain" href="${session.cancel_url}">Back to the shop</a></p>`
        : undefined
    }${isFree ? undefined : hints}</div>`,
  );
}

/** The page on which a bank asks its cardholder to confirm. */
export function challengePage(intent: PaymentIntent): string {
  return documentOf(
    '3-D Secure',
    html`<div class="sheet"><span class="test">Test mode</span><h1>Confirm this payment</h1><section class="card"><p>Your bank asks whether you want to pay <strong>${formatMoney(intent.amount, intent.currency)}</strong>.</p><form method="post" action="/stripe/challenges/${intent.id}" class="actions"><button name="answer" value="complete">Complete</button><button class="plain" name="answer" value="fail">Fail</button></form></section></div>`,
  );
}

/** A page that says one thing, such as that a session is over. */
export function messagePage(title: string, text: string): string {
  return documentOf(
    title,
    html`<div class="sheet"><span class="test">Test mode</span><h1>${title}</h1><p>${text}</p></div>`,
  );
}
