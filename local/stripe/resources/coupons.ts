import { z } from 'zod';
import { refused } from '../api-error';
import { type Call, isWithin, need, page, type Route, read, type Wire } from '../call';
import { newId, randomText } from '../ids';
import type { Coupon, PromotionCode } from '../objects';
import * as p from '../params';
import { changedFrom, emit, type Scope } from '../scope';

const createCouponParams = z.strictObject({
  id: p.text.optional(),
  amount_off: p.integerFrom(1).optional(),
  applies_to: z.strictObject({ products: p.list(p.text) }).optional(),
  currency: p.currency.optional(),
  duration: z.enum(['forever', 'once', 'repeating']).optional(),
  duration_in_months: p.integerFrom(1).optional(),
  max_redemptions: p.integerFrom(1).optional(),
  metadata: p.metadata.optional(),
  name: p.text.optional(),
  percent_off: p.decimal
    .refine((value) => value > 0 && value <= 100, {
      message: 'Percent off must be greater than 0 and at most 100.',
    })
    .optional(),
  redeem_by: p.integer.optional(),
});
const updateCouponParams = z.strictObject({ metadata: p.metadata.optional(), name: p.text.optional() });

const createCodeParams = z.strictObject({
  active: p.flag.optional(),
  code: p.text.optional(),
  customer: p.text.optional(),
  expires_at: p.integer.optional(),
  max_redemptions: p.integerFrom(1).optional(),
  metadata: p.metadata.optional(),
  promotion: z.strictObject({ type: z.literal('coupon'), coupon: p.text }),
  restrictions: z
    .strictObject({
      first_time_transaction: p.flag.optional(),
      minimum_amount: p.integerFrom(1).optional(),
      minimum_amount_currency: p.currency.optional(),
    })
    .optional(),
});
const updateCodeParams = z.strictObject({ active: p.flag.optional(), metadata: p.metadata.optional() });
const listCodeParams = z.strictObject({
  ...p.paging,
  active: p.flag.optional(),
  code: p.text.optional(),
  coupon: p.text.optional(),
  created: p.moments.optional(),
  customer: p.text.optional(),
});

function createCoupon(call: Call): Wire {
  const given = read(call, createCouponParams);
  if ((given.amount_off === undefined) === (given.percent_off === undefined)) {
    throw refused(
      'You must specify exactly one of percent_off or amount_off.',
      'parameter_missing',
      'percent_off',
    );
  }
  if (given.amount_off !== undefined && given.currency === undefined) {
    throw refused('You must pass currency when passing amount_off.', 'parameter_missing', 'currency');
  }
  const id = given.id ?? randomText(8);
  if (call.db.coupons.get(id)) throw refused('Coupon already exists.', 'resource_already_exists', 'id');
  const coupon = call.db.coupons.put({
    id,
    object: 'coupon',
    amount_off: given.amount_off ?? null,
    ...(given.applies_to ? { applies_to: given.applies_to } : {}),
    created: call.now,
    currency: given.amount_off === undefined ? null : (given.currency ?? null),
    duration: given.duration ?? 'once',
    duration_in_months: given.duration_in_months ?? null,
    livemode: false,
    max_redemptions: given.max_redemptions ?? null,
    metadata: p.mergeMetadata({}, given.metadata),
    name: given.name ?? null,
    percent_off: given.percent_off ?? null,
    redeem_by: given.redeem_by ?? null,
    times_redeemed: 0,
    valid: true,
  });
  emit(call, 'coupon.created', coupon);
  return coupon;
}

/** Whether a coupon can still be redeemed at `now` (seconds). */
function isCouponValid(coupon: Coupon, now: number): boolean {
  const isExhausted = coupon.max_redemptions !== null && coupon.times_redeemed >= coupon.max_redemptions;
  return !isExhausted && (coupon.redeem_by === null || now <= coupon.redeem_by);
}

/** What a caller sees of a coupon: `valid` is reckoned at this moment. */
export function renderCoupon(scope: Scope, coupon: Coupon): Wire {
  return { ...coupon, valid: isCouponValid(coupon, scope.now) };
}

function isCodeUsable(scope: Scope, code: PromotionCode): boolean {
  const isExhausted = code.max_redemptions !== null && code.times_redeemed >= code.max_redemptions;
  return code.active && !isExhausted && (code.expires_at === null || scope.now <= code.expires_at);
}

/** A coupon that may be redeemed now. @throws {ApiError} when it does not exist, expired or is used up. */
export function redeemableCoupon(scope: Scope, id: string): Coupon {
  const coupon = need(scope.db.coupons, 'coupon', id, 'discounts[0][coupon]');
  if (!isCouponValid(coupon, scope.now)) {
    throw refused(`Coupon ${id} is expired and cannot be applied.`, 'coupon_expired', 'discounts[0][coupon]');
  }
  return coupon;
}

/** The active code a customer typed, whatever its case; undefined when there is none that may be used. */
export function findPromotionCode(scope: Scope, typed: string): PromotionCode | undefined {
  const wanted = typed.trim().toLowerCase();
  return scope.db.promotionCodes
    .all()
    .find((row) => row.code.toLowerCase() === wanted && isCodeUsable(scope, row));
}

/**
 * A promotion code that may be redeemed on a purchase of `amountMinor`.
 *
 * @throws {ApiError} when it is inactive, expired, used up, another customer's or the purchase is too small
 */
export function redeemableCode(
  scope: Scope,
  id: string,
  purchase: { amountMinor: number; currency: string; customer: string | null },
): PromotionCode {
  const param = 'discounts[0][promotion_code]';
  const code = need(scope.db.promotionCodes, 'promotion code', id, param);
  if (!isCodeUsable(scope, code)) {
    throw refused('This promotion code is inactive or expired.', 'promotion_code_expired', param);
  }
  if (code.customer !== null && code.customer !== purchase.customer) {
    throw refused('This promotion code cannot be redeemed by this customer.', undefined, param);
  }
  const isReturning = scope.db.paymentIntents
    .all()
    .some((row) => row.status === 'succeeded' && row.customer !== null && row.customer === purchase.customer);
  if (code.restrictions.first_time_transaction && isReturning) {
    throw refused('This promotion code is only valid for first-time purchases.', undefined, param);
  }
  const { minimum_amount: minimum, minimum_amount_currency: currency } = code.restrictions;
  if (minimum !== null && (currency !== purchase.currency || purchase.amountMinor < minimum)) {
    throw refused(
      'This purchase does not reach the minimum amount of this promotion code.',
      undefined,
      param,
    );
  }
  return code;
}

function createCode(call: Call): Wire {
  const given = read(call, createCodeParams);
  const coupon = redeemableCoupon(call, given.promotion.coupon);
  const code = given.code ?? randomText(8).toUpperCase();
  if (given.customer !== undefined) need(call.db.customers, 'customer', given.customer, 'customer');
  if (findPromotionCode(call, code)) {
    throw refused(`An active promotion code with code ${code} already exists.`, undefined, 'code');
  }
  const row = call.db.promotionCodes.put({
    id: newId('promo'),
    object: 'promotion_code',
    active: given.active ?? true,
    code,
    created: call.now,
    customer: given.customer ?? null,
    customer_account: null,
    expires_at: given.expires_at ?? null,
    livemode: false,
    max_redemptions: given.max_redemptions ?? null,
    metadata: p.mergeMetadata({}, given.metadata),
    promotion: { type: 'coupon', coupon: coupon.id },
    restrictions: {
      first_time_transaction: given.restrictions?.first_time_transaction ?? false,
      minimum_amount: given.restrictions?.minimum_amount ?? null,
      minimum_amount_currency: given.restrictions?.minimum_amount_currency ?? null,
    },
    times_redeemed: 0,
  });
  emit(call, 'promotion_code.created', row);
  return row;
}

function updateCoupon(call: Call, id: string): Wire {
  const { metadata, ...given } = read(call, updateCouponParams);
  const before = need(call.db.coupons, 'coupon', id);
  const after = call.db.coupons.put({
    ...before,
    ...p.defined(given),
    metadata: p.mergeMetadata(before.metadata, metadata),
  });
  emit(call, 'coupon.updated', after, changedFrom(before, after));
  return renderCoupon(call, after);
}

function removeCoupon(call: Call, id: string): Wire {
  const coupon = need(call.db.coupons, 'coupon', id);
  call.db.coupons.remove(id);
  emit(call, 'coupon.deleted', coupon);
  return { id, object: 'coupon', deleted: true };
}

function updateCode(call: Call, id: string): Wire {
  const { metadata, ...given } = read(call, updateCodeParams);
  const before = need(call.db.promotionCodes, 'promotion code', id);
  const after = call.db.promotionCodes.put({
    ...before,
    ...p.defined(given),
    metadata: p.mergeMetadata(before.metadata, metadata),
  });
  emit(call, 'promotion_code.updated', after, changedFrom(before, after));
  return after;
}

function listCodes(call: Call): Wire {
  const asked = read(call, listCodeParams);
  const rows = call.db.promotionCodes
    .all()
    .filter(
      (row) =>
        (asked.active === undefined || row.active === asked.active) &&
        (asked.code === undefined || row.code.toLowerCase() === asked.code.toLowerCase()) &&
        (asked.coupon === undefined || row.promotion.coupon === asked.coupon) &&
        (asked.customer === undefined || row.customer === asked.customer) &&
        isWithin(row.created, asked.created),
    );
  return page(call, rows, asked);
}

/** `/v1/coupons` and `/v1/promotion_codes` */
export const couponRoutes: readonly Route[] = [
  { method: 'POST', path: '/v1/coupons', handle: createCoupon },
  {
    method: 'GET',
    path: '/v1/coupons',
    handle(call) {
      const asked = read(call, z.strictObject({ ...p.paging, created: p.moments.optional() }));
      const rows = call.db.coupons.all().filter((row) => isWithin(row.created, asked.created));
      return page(call, rows, asked, (row) => renderCoupon(call, row));
    },
  },
  {
    method: 'GET',
    path: '/v1/coupons/:id',
    handle: (call, id) => renderCoupon(call, need(call.db.coupons, 'coupon', id)),
  },
  { method: 'POST', path: '/v1/coupons/:id', handle: updateCoupon },
  { method: 'DELETE', path: '/v1/coupons/:id', handle: removeCoupon },
  { method: 'POST', path: '/v1/promotion_codes', handle: createCode },
  { method: 'GET', path: '/v1/promotion_codes', handle: listCodes },
  {
    method: 'GET',
    path: '/v1/promotion_codes/:id',
    handle: (call, id) => need(call.db.promotionCodes, 'promotion code', id),
  },
  { method: 'POST', path: '/v1/promotion_codes/:id', handle: updateCode },
];
