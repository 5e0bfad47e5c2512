import { z } from 'zod';

/**
 * The stored objects, in the shape of Stripe's API (repository stripe/openapi). Fields that the stand-in reads or
 * changes are named here; the rest of an object's fields are constants that travel along (`…Constants`).
 */

const id = z.string();
const moment = z.number().int();
const optionalText = z.string().nullable();
const metadata = z.record(z.string(), z.string());
const card = z.object({ number: z.string(), expMonth: z.number(), expYear: z.number() });

/** A customer, or the tombstone of one (`deleted`). */
export const customerSchema = z.looseObject({
  id,
  object: z.literal('customer'),
  created: moment,
  deleted: z.literal(true).optional(),
  description: optionalText,
  email: optionalText,
  metadata,
  name: optionalText,
  phone: optionalText,
});

/** Something sold. */
export const productSchema = z.looseObject({
  id,
  object: z.literal('product'),
  active: z.boolean(),
  created: moment,
  default_price: optionalText,
  description: optionalText,
  images: z.array(z.string()),
  metadata,
  name: z.string(),
  updated: moment,
  url: optionalText,
});

/** What one unit of a product costs, once. */
export const priceSchema = z.looseObject({
  id,
  object: z.literal('price'),
  active: z.boolean(),
  created: moment,
  currency: z.string(),
  lookup_key: optionalText,
  metadata,
  nickname: optionalText,
  product: z.string(),
  tax_behavior: z.string(),
  unit_amount: z.number().int(),
  unit_amount_decimal: z.string(),
});

/** A rule for a discount. */
export const couponSchema = z.looseObject({
  id,
  object: z.literal('coupon'),
  amount_off: z.number().int().nullable(),
  applies_to: z.object({ products: z.array(z.string()) }).optional(),
  created: moment,
  currency: optionalText,
  duration: z.enum(['forever', 'once', 'repeating']),
  max_redemptions: z.number().int().nullable(),
  metadata,
  name: optionalText,
  percent_off: z.number().nullable(),
  redeem_by: moment.nullable(),
  times_redeemed: z.number().int(),
  valid: z.boolean(),
});

/** A code that a customer types to get a coupon. */
export const promotionCodeSchema = z.looseObject({
  id,
  object: z.literal('promotion_code'),
  active: z.boolean(),
  code: z.string(),
  created: moment,
  customer: optionalText,
  expires_at: moment.nullable(),
  max_redemptions: z.number().int().nullable(),
  metadata,
  promotion: z.object({ type: z.literal('coupon'), coupon: z.string() }),
  restrictions: z.object({
    first_time_transaction: z.boolean(),
    minimum_amount: z.number().int().nullable(),
    minimum_amount_currency: optionalText,
  }),
  times_redeemed: z.number().int(),
});

/** One line of a checkout session. */
export const lineItemSchema = z.looseObject({
  id,
  object: z.literal('item'),
  amount_discount: z.number().int(),
  amount_subtotal: z.number().int(),
  amount_total: z.number().int(),
  currency: z.string(),
  description: optionalText,
  price: priceSchema,
  quantity: z.number().int(),
});

/** A purchase from its creation to its payment or expiry. */
export const sessionSchema = z.looseObject({
  id,
  object: z.literal('checkout.session'),
  allow_promotion_codes: z.boolean().nullable(),
  amount_subtotal: z.number().int(),
  amount_total: z.number().int(),
  cancel_url: optionalText,
  client_reference_id: optionalText,
  created: moment,
  currency: z.string(),
  customer: optionalText,
  customer_creation: z.enum(['always', 'if_required']).nullable(),
  customer_details: z.looseObject({ email: optionalText, name: optionalText }).nullable(),
  customer_email: optionalText,
  discounts: z.array(z.object({ coupon: z.string(), promotion_code: optionalText })),
  expires_at: moment,
  locale: optionalText,
  metadata,
  payment_intent: optionalText,
  payment_status: z.enum(['no_payment_required', 'paid', 'unpaid']),
  status: z.enum(['complete', 'expired', 'open']),
  submit_type: optionalText,
  success_url: z.string(),
  total_details: z.looseObject({ amount_discount: z.number().int() }),
});

/** What a session keeps beside the fields it shows: its lines, and what its payment will carry. */
export const checkoutSchema = z.object({
  id,
  items: z.array(lineItemSchema),
  payment: z.object({
    description: optionalText,
    metadata,
    receipt_email: optionalText,
    statement_descriptor: optionalText,
    statement_descriptor_suffix: optionalText,
  }),
});

/** One attempt, or several, to take one amount. */
export const paymentIntentSchema = z.looseObject({
  id,
  object: z.literal('payment_intent'),
  amount: z.number().int(),
  amount_received: z.number().int(),
  canceled_at: moment.nullable(),
  cancellation_reason: optionalText,
  client_secret: z.string(),
  created: moment,
  currency: z.string(),
  customer: optionalText,
  description: optionalText,
  last_payment_error: z.looseObject({ message: z.string() }).nullable(),
  latest_charge: optionalText,
  metadata,
  next_action: z.unknown(),
  payment_method: optionalText,
  receipt_email: optionalText,
  statement_descriptor: optionalText,
  statement_descriptor_suffix: optionalText,
  status: z.enum([
    'canceled',
    'processing',
    'requires_action',
    'requires_confirmation',
    'requires_payment_method',
    'succeeded',
  ]),
});

/** What a payment keeps beside the fields it shows: the card being challenged and the way back. */
export const attemptSchema = z.object({ id, card, returnUrl: optionalText });

/** Money taken, or refused. */
export const chargeSchema = z.looseObject({
  id,
  object: z.literal('charge'),
  amount: z.number().int(),
  amount_captured: z.number().int(),
  amount_refunded: z.number().int(),
  balance_transaction: optionalText,
  created: moment,
  currency: z.string(),
  customer: optionalText,
  disputed: z.boolean(),
  metadata,
  paid: z.boolean(),
  payment_intent: z.string(),
  refunded: z.boolean(),
  status: z.enum(['failed', 'succeeded']),
});

/** One movement of the account's balance. */
export const balanceTransactionSchema = z.looseObject({
  id,
  object: z.literal('balance_transaction'),
  amount: z.number().int(),
  available_on: moment,
  created: moment,
  currency: z.string(),
  fee: z.number().int(),
  net: z.number().int(),
  source: z.string(),
  type: z.enum(['adjustment', 'charge', 'refund']),
});

/** Money given back. */
export const refundSchema = z.looseObject({
  id,
  object: z.literal('refund'),
  amount: z.number().int(),
  charge: z.string(),
  created: moment,
  metadata,
  payment_intent: z.string(),
});

/** A charge that its cardholder contests. */
export const disputeSchema = z.looseObject({
  id,
  object: z.literal('dispute'),
  amount: z.number().int(),
  balance_transactions: z.array(balanceTransactionSchema),
  charge: z.string(),
  created: moment,
  currency: z.string(),
  evidence: z.record(z.string(), z.unknown()),
  evidence_details: z.looseObject({ submission_count: z.number().int() }),
  metadata,
  payment_intent: z.string(),
  reason: z.string(),
  status: z.enum(['lost', 'needs_response', 'under_review', 'won']),
});

/** Something that happened, with the object as it was then. */
export const eventSchema = z.looseObject({
  id,
  object: z.literal('event'),
  created: moment,
  data: z.looseObject({ object: z.looseObject({}) }),
  pending_webhooks: z.number().int(),
  type: z.string(),
});

/** One event on its way to the webhook. Times are milliseconds since 1970. */
export const deliverySchema = z.object({
  id,
  event: z.string(),
  attempts: z.number().int(),
  createdAt: z.number(),
  nextAt: z.number(),
  state: z.enum(['delivered', 'given_up', 'pending']),
  lastResult: optionalText,
});

/** The answer kept for an idempotency key. */
export const replaySchema = z.object({
  id,
  created: moment,
  method: z.string(),
  path: z.string(),
  params: z.string(),
  status: z.number().int(),
  body: z.string(),
});

/** Work that is due later: a cardholder who will dispute. Time in milliseconds since 1970. */
export const dueSchema = z.object({ id, charge: z.string(), reason: z.string(), at: z.number() });

/** A customer, or its tombstone, as it is kept and answered. */
export type Customer = z.infer<typeof customerSchema>;

/** A product, as it is kept and answered. */
export type Product = z.infer<typeof productSchema>;

/** A price; amounts in minor units. */
export type Price = z.infer<typeof priceSchema>;

/** A coupon: either an amount in minor units or a percentage. */
export type Coupon = z.infer<typeof couponSchema>;

/** A code that people type to use a coupon. */
export type PromotionCode = z.infer<typeof promotionCodeSchema>;

/** A line of a checkout; amounts in minor units. */
export type LineItem = z.infer<typeof lineItemSchema>;

/** A checkout session, from open to complete or expired. */
export type Session = z.infer<typeof sessionSchema>;

/** A payment through all its attempts; amounts in minor units. */
export type PaymentIntent = z.infer<typeof paymentIntentSchema>;

/** One attempt at a payment; amounts in minor units. */
export type Charge = z.infer<typeof chargeSchema>;

/** A movement of the balance; amounts in minor units, fees apart. */
export type BalanceTransaction = z.infer<typeof balanceTransactionSchema>;

/** A refund of a charge; amount in minor units. */
export type Refund = z.infer<typeof refundSchema>;

/** A dispute of a charge; amount in minor units. */
export type Dispute = z.infer<typeof disputeSchema>;

/** An event, with the object as it was at that moment. */
export type StripeEvent = z.infer<typeof eventSchema>;

/** An event on its way to one webhook endpoint. */
export type Delivery = z.infer<typeof deliverySchema>;

/** A test card as a payment keeps it; its number decides how the payment goes. */
export type Card = z.infer<typeof card>;
