import type { z } from 'zod';
import { refused } from '../api-error';
import { need } from '../call';
import { newId } from '../ids';
import { allocate } from '../money';
import type { Coupon, LineItem, Price, PromotionCode, Session } from '../objects';
import type { Scope } from '../scope';
import { createPrice, type inlinePrice } from './catalogue';
import { redeemableCode, redeemableCoupon } from './coupons';

/** One line as it was asked for. */
export interface AskedLine {
  price?: string | undefined;
  price_data?: z.output<typeof inlinePrice> | undefined;
  quantity?: number | undefined;
}

/** A discount as it was asked for: one of the two. */
export interface AskedDiscount {
  coupon?: string | undefined;
  promotion_code?: string | undefined;
}

function priceOf(scope: Scope, line: AskedLine, index: number): Price {
  if (line.price !== undefined) {
    const price = need(scope.db.prices, 'price', line.price, `line_items[${index}][price]`);
    if (!price.active)
      throw refused('The price specified is inactive.', 'price_inactive', `line_items[${index}][price]`);
    return price;
  }
  if (line.price_data) return createPrice(scope, line.price_data);
  throw refused(
    'You must specify either price or price_data for each line item.',
    'parameter_missing',
    `line_items[${index}]`,
  );
}

/** The lines of a purchase before any discount. @throws {ApiError} when they do not share one currency. */
export function priceLines(scope: Scope, asked: readonly AskedLine[]): LineItem[] {
  const items = asked.map((line, index): LineItem => {
    const price = priceOf(scope, line, index);
    const quantity = line.quantity ?? 1;
    const subtotal = price.unit_amount * quantity;
    return {
      id: newId('li'),
      object: 'item',
      adjustable_quantity: null,
      amount_discount: 0,
      amount_subtotal: subtotal,
      amount_tax: 0,
      amount_total: subtotal,
      currency: price.currency,
      description: scope.db.products.get(price.product)?.name ?? null,
      metadata: {},
      price,
      quantity,
    };
  });
  const [first] = items;
  if (!first) {
    throw refused('You must provide at least one line item.', 'parameter_missing', 'line_items');
  }
  if (items.some((item) => item.currency !== first.currency)) {
    throw refused('All line items must have the same currency.', undefined, 'line_items');
  }
  return items;
}

/** What a coupon takes off lines it applies to, in minor units; never more than they cost. */
export function discountOf(
  coupon: Pick<Coupon, 'amount_off' | 'percent_off'>,
  eligibleMinor: number,
): number {
  if (coupon.amount_off !== null) return Math.min(coupon.amount_off, eligibleMinor);
  return Math.round((eligibleMinor * (coupon.percent_off ?? 0)) / 100);
}

function applyCoupon(items: readonly LineItem[], coupon: Coupon): LineItem[] {
  const isEligible = (item: LineItem) =>
    !coupon.applies_to || coupon.applies_to.products.includes(item.price.product);
  const weights = items.map((item) => (isEligible(item) ? item.amount_subtotal : 0));
  const eligible = weights.reduce((sum, weight) => sum + weight, 0);
  if (eligible === 0) {
    throw refused(
      'This coupon does not apply to any of the line items.',
      'coupon_not_applicable',
      'discounts[0]',
    );
  }
  const parts = allocate(discountOf(coupon, eligible), weights);
  return items.map((item, index) => {
    const discount = parts[index] ?? 0;
    return { ...item, amount_discount: discount, amount_total: item.amount_subtotal - discount };
  });
}

/** The part of a session that follows from its lines and its discount. */
export interface Pricing {
  items: LineItem[];
  totals: Pick<Session, 'amount_subtotal' | 'amount_total' | 'currency' | 'discounts' | 'total_details'>;
}

function chosenDiscount(
  scope: Scope,
  asked: AskedDiscount,
  purchase: { amountMinor: number; currency: string; customer: string | null },
): { coupon: Coupon; code: PromotionCode | null } {
  if (asked.promotion_code !== undefined) {
    const code = redeemableCode(scope, asked.promotion_code, purchase);
    return { coupon: redeemableCoupon(scope, code.promotion.coupon), code };
  }
  return { coupon: redeemableCoupon(scope, asked.coupon ?? ''), code: null };
}

/** Reckons what a purchase costs. @throws {ApiError} when the discount cannot be redeemed on it. */
export function reckon(
  scope: Scope,
  lines: readonly LineItem[],
  asked: AskedDiscount | undefined,
  customer: string | null,
): Pricing {
  const sum = (items: readonly LineItem[], key: 'amount_discount' | 'amount_subtotal' | 'amount_total') =>
    items.reduce((all, item) => all + item[key], 0);
  const currency = lines[0]?.currency ?? 'usd';
  const plain = lines.map((item) => ({ ...item, amount_discount: 0, amount_total: item.amount_subtotal }));
  const purchase = { amountMinor: sum(plain, 'amount_subtotal'), currency, customer };
  const discount = asked ? chosenDiscount(scope, asked, purchase) : undefined;
  if (discount && discount.coupon.currency !== null && discount.coupon.currency !== currency) {
    throw refused(`This coupon is not valid for purchases in ${currency}.`, undefined, 'discounts[0]');
  }
  const items = discount ? applyCoupon(plain, discount.coupon) : plain;
  return {
    items,
    totals: {
      amount_subtotal: purchase.amountMinor,
      amount_total: sum(items, 'amount_total'),
      currency,
      discounts: discount ? [{ coupon: discount.coupon.id, promotion_code: discount.code?.id ?? null }] : [],
      total_details: {
        amount_discount: sum(items, 'amount_discount'),
        amount_shipping: 0,
        amount_tax: 0,
      },
    },
  };
}

/** Counts the redemption of a session's discount, within the running transaction. */
export function redeem(scope: Scope, session: Session): void {
  for (const discount of session.discounts) {
    const coupon = scope.db.coupons.get(discount.coupon);
    if (coupon) scope.db.coupons.put({ ...coupon, times_redeemed: coupon.times_redeemed + 1 });
    const code =
      discount.promotion_code === null ? undefined : scope.db.promotionCodes.get(discount.promotion_code);
    if (code) scope.db.promotionCodes.put({ ...code, times_redeemed: code.times_redeemed + 1 });
  }
}
