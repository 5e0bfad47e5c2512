import { z } from 'zod';
import { refused } from '../api-error';
import { type Call, isWithin, need, page, type Route, read, type Wire } from '../call';
import { newId } from '../ids';
import type { Session } from '../objects';
import * as p from '../params';
import { emit, type Scope } from '../scope';
import { inlinePrice } from './catalogue';
import { requireMinimum } from './payment-intents';
import { priceLines, reckon } from './session-pricing';

/** How long a session may stay open, in seconds: at least half an hour, at most and by default a day. */
const LIFETIME = { min: 1_800, max: 86_400 } as const;

const createParams = z.strictObject({
  adaptive_pricing: z.strictObject({ enabled: p.flag }).optional(),
  allow_promotion_codes: p.flag.optional(),
  automatic_tax: z.strictObject({ enabled: p.flag }).optional(),
  billing_address_collection: z.enum(['auto', 'required']).optional(),
  cancel_url: p.text.optional(),
  client_reference_id: p.text.optional(),
  currency: p.currency.optional(),
  customer: p.text.optional(),
  customer_creation: z.enum(['always', 'if_required']).optional(),
  customer_email: p.text.optional(),
  discounts: p
    .list(
      z
        .strictObject({ coupon: p.text.optional(), promotion_code: p.text.optional() })
        .refine((given) => (given.coupon === undefined) !== (given.promotion_code === undefined), {
          message: 'You must specify exactly one of coupon or promotion_code.',
        }),
    )
    .optional(),
  expires_at: p.integer.optional(),
  line_items: p.list(
    z.strictObject({
      price: p.text.optional(),
      price_data: inlinePrice.optional(),
      quantity: p.integerFrom(1).optional(),
    }),
  ),
  locale: p.text.optional(),
  metadata: p.metadata.optional(),
  mode: z.literal('payment'),
  payment_intent_data: z
    .strictObject({
      capture_method: z.enum(['automatic', 'automatic_async']).optional(),
      description: p.text.optional(),
      metadata: p.metadata.optional(),
      receipt_email: p.text.optional(),
      statement_descriptor: p.text.optional(),
      statement_descriptor_suffix: p.text.optional(),
    })
    .optional(),
  payment_method_types: p.list(z.literal('card')).optional(),
  submit_type: z.enum(['auto', 'book', 'donate', 'pay']).optional(),
  success_url: p.text,
  ui_mode: z.literal('hosted_page').optional(),
});

const listParams = z.strictObject({
  ...p.paging,
  created: p.moments.optional(),
  customer: p.text.optional(),
  customer_details: z.strictObject({ email: p.text }).optional(),
  payment_intent: p.text.optional(),
  status: z.enum(['complete', 'expired', 'open']).optional(),
});

type Asked = z.output<typeof createParams>;

function requireUrl(value: string | undefined, param: string): void {
  if (value === undefined) return;
  if (/^https?:\/\//.test(value) && URL.canParse(value.replaceAll('{CHECKOUT_SESSION_ID}', 'id'))) return;
  throw refused('Not a valid URL', 'url_invalid', param);
}

function expiryOf(call: Call, asked: Asked): number {
  const at = asked.expires_at ?? call.now + LIFETIME.max;
  // The caller reckoned with its own clock a moment ago.
  const slack = 60;
  if (at < call.now + LIFETIME.min - slack || at > call.now + LIFETIME.max + slack) {
    throw refused(
      'The `expires_at` timestamp must be between 30 minutes and 24 hours from Checkout Session creation.',
      undefined,
      'expires_at',
    );
  }
  return at;
}

function constantsOf(asked: Asked) {
  return {
    adaptive_pricing: { enabled: asked.adaptive_pricing?.enabled ?? false },
    after_expiration: null,
    allowed_payment_method_types: null,
    automatic_tax: {
      enabled: asked.automatic_tax?.enabled ?? false,
      liability: null,
      provider: null,
      status: null,
    },
    billing_address_collection: asked.billing_address_collection ?? null,
    client_secret: null,
    collected_information: null,
    consent: null,
    consent_collection: null,
    currency_conversion: null,
    custom_fields: [],
    custom_text: {
      after_submit: null,
      shipping_address: null,
      submit: null,
      terms_of_service_acceptance: null,
    },
    customer_account: null,
    integration_identifier: null,
    invoice: null,
    invoice_creation: null,
    livemode: false,
    managed_payments: null,
    mode: 'payment',
    origin_context: null,
    payment_link: null,
    payment_method_collection: 'if_required',
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: ['card'],
    permissions: null,
    phone_number_collection: { enabled: false },
    recovered_from: null,
    saved_payment_method_options: null,
    setup_intent: null,
    shipping_address_collection: null,
    shipping_cost: null,
    shipping_options: [],
    subscription: null,
    ui_mode: 'hosted_page',
    wallet_options: null,
  };
}

function checkTexts(call: Call, asked: Asked): void {
  requireUrl(asked.success_url, 'success_url');
  requireUrl(asked.cancel_url, 'cancel_url');
  if (asked.customer !== undefined && asked.customer_email !== undefined) {
    throw refused('You may only specify one of these parameters: customer, customer_email.');
  }
  if (asked.customer !== undefined && asked.customer_creation !== undefined) {
    throw refused('You may only specify one of these parameters: customer, customer_creation.');
  }
  if (asked.allow_promotion_codes !== undefined && (asked.discounts?.length ?? 0) > 0) {
    throw refused('You may only specify one of these parameters: allow_promotion_codes, discounts.');
  }
  if ((asked.discounts?.length ?? 0) > 1) {
    throw refused('You can apply at most one discount.', undefined, 'discounts');
  }
  if (asked.customer !== undefined) need(call.db.customers, 'customer', asked.customer, 'customer');
}

function create(call: Call): Wire {
  const asked = read(call, createParams);
  checkTexts(call, asked);
  const customer = asked.customer ?? null;
  const { items, totals } = reckon(call, priceLines(call, asked.line_items), asked.discounts?.[0], customer);
  if (totals.amount_total > 0) requireMinimum(totals.amount_total, totals.currency, 'line_items');
  const given = asked.payment_intent_data;
  const id = newId('cs');
  call.db.checkouts.put({
    id,
    items,
    payment: {
      description: given?.description ?? null,
      metadata: p.mergeMetadata({}, given?.metadata),
      receipt_email: given?.receipt_email ?? null,
      statement_descriptor: given?.statement_descriptor ?? null,
      statement_descriptor_suffix: given?.statement_descriptor_suffix ?? null,
    },
  });
  const session = call.db.sessions.put({
    ...constantsOf(asked),
    ...totals,
    id,
    object: 'checkout.session',
    allow_promotion_codes: asked.allow_promotion_codes ?? null,
    cancel_url: asked.cancel_url ?? null,
    client_reference_id: asked.client_reference_id ?? null,
    created: call.now,
    customer,
    customer_creation: customer === null ? (asked.customer_creation ?? 'if_required') : null,
    customer_details: customerDetails(call, customer, asked.customer_email ?? null),
    customer_email: asked.customer_email ?? null,
    expires_at: expiryOf(call, asked),
    locale: asked.locale ?? null,
    metadata: p.mergeMetadata({}, asked.metadata),
    payment_intent: null,
    payment_status: 'unpaid',
    status: 'open',
    submit_type: asked.submit_type ?? null,
    success_url: asked.success_url,
  });
  return renderSession(call, session);
}

function customerDetails(scope: Scope, id: string | null, email: string | null): Session['customer_details'] {
  const customer = id === null ? undefined : scope.db.customers.get(id);
  if (!customer && email === null) return null;
  return contact(customer?.email ?? email, customer?.name ?? null);
}

/** The contact a session shows, with the fields the stand-in does not collect left empty. */
export function contact(email: string | null, name: string | null): NonNullable<Session['customer_details']> {
  return {
    address: null,
    business_name: null,
    email,
    individual_name: null,
    name,
    phone: null,
    tax_exempt: 'none',
    tax_ids: null,
  };
}

/** What a caller sees of a session: its page's address as long as it can be paid. */
export function renderSession(scope: Scope, session: Session): Wire {
  const url = session.status === 'open' ? `${scope.baseUrl}/stripe/checkout/${session.id}` : null;
  return { ...session, url };
}

/** Closes a session unpaid, within the running transaction. */
export function expireSession(scope: Scope, session: Session): Session {
  const after = scope.db.sessions.put({ ...session, status: 'expired' });
  emit(scope, 'checkout.session.expired', renderSession(scope, after));
  return after;
}

function expire(call: Call, id: string): Wire {
  const session = need(call.db.sessions, 'checkout.session', id);
  if (session.status !== 'open') {
    throw refused(
      `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of ${session.status}.`,
    );
  }
  return renderSession(call, expireSession(call, session));
}

function update(call: Call, id: string): Wire {
  const { metadata } = read(call, z.strictObject({ metadata: p.metadata.optional() }));
  const before = need(call.db.sessions, 'checkout.session', id);
  const after = { ...before, metadata: p.mergeMetadata(before.metadata, metadata) };
  return renderSession(call, call.db.sessions.put(after));
}

function list(call: Call): Wire {
  const asked = read(call, listParams);
  const rows = call.db.sessions
    .all()
    .filter(
      (row) =>
        (asked.customer === undefined || row.customer === asked.customer) &&
        (asked.customer_details === undefined ||
          row.customer_details?.email === asked.customer_details.email) &&
        (asked.payment_intent === undefined || row.payment_intent === asked.payment_intent) &&
        (asked.status === undefined || row.status === asked.status) &&
        isWithin(row.created, asked.created),
    );
  return page(call, rows, asked, (row) => renderSession(call, row));
}

/** `/v1/checkout/sessions` */
export const sessionRoutes: readonly Route[] = [
  { method: 'POST', path: '/v1/checkout/sessions', handle: create },
  { method: 'GET', path: '/v1/checkout/sessions', handle: list },
  {
    method: 'GET',
    path: '/v1/checkout/sessions/:id',
    handle: (call, id) => renderSession(call, need(call.db.sessions, 'checkout.session', id)),
  },
  { method: 'POST', path: '/v1/checkout/sessions/:id', handle: update },
  { method: 'POST', path: '/v1/checkout/sessions/:id/expire', handle: expire },
  {
    method: 'GET',
    path: '/v1/checkout/sessions/:id/line_items',
    handle(call, id) {
      const asked = read(call, z.strictObject(p.paging));
      need(call.db.sessions, 'checkout.session', id);
      return page(call, call.db.checkouts.get(id)?.items ?? [], asked);
    },
  },
];
