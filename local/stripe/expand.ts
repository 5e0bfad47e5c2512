import { ApiError } from './api-error';
import type { Wire } from './call';
import { renderBalanceTransaction } from './resources/balance';
import { renderCoupon } from './resources/coupons';
import { renderCustomer } from './resources/customers';
import type { Scope } from './scope';

/** How deep one `expand` path may reach (docs.stripe.com/expand). */
const MAX_DEPTH = 4;

type Finder = (scope: Scope, id: string) => Wire | undefined;

/** Finds the object an identifier in a field of this name stands for. */
const FINDERS: Readonly<Record<string, Finder>> = {
  balance_transaction: (scope, id) => {
    const row = scope.db.balanceTransactions.get(id);
    return row && renderBalanceTransaction(scope, row);
  },
  charge: (scope, id) => scope.db.charges.get(id),
  coupon: (scope, id) => {
    const row = scope.db.coupons.get(id);
    return row && renderCoupon(scope, row);
  },
  customer: (scope, id) => {
    const row = scope.db.customers.get(id);
    return row && renderCustomer(row);
  },
  default_price: (scope, id) => scope.db.prices.get(id),
  latest_charge: (scope, id) => scope.db.charges.get(id),
  payment_intent: (scope, id) => scope.db.paymentIntents.get(id),
  price: (scope, id) => scope.db.prices.get(id),
  product: (scope, id) => scope.db.products.get(id),
  promotion_code: (scope, id) => scope.db.promotionCodes.get(id),
  source: (scope, id) => scope.db.charges.get(id) ?? scope.db.refunds.get(id) ?? scope.db.disputes.get(id),
};

/** Fields that are left out unless they are asked for. */
const INCLUDED: Readonly<Record<string, (scope: Scope, object: Wire) => Wire | undefined>> = {
  line_items(scope, object) {
    if (object['object'] !== 'checkout.session' || typeof object['id'] !== 'string') return undefined;
    return listOf(
      scope.db.checkouts.get(object['id'])?.items ?? [],
      `/v1/checkout/sessions/${object['id']}/line_items`,
    );
  },
  refunds(scope, object) {
    if (object['object'] !== 'charge') return undefined;
    const rows = scope.db.refunds.all().filter((row) => row.charge === object['id']);
    return listOf(rows, `/v1/charges/${String(object['id'])}/refunds`);
  },
};

function listOf(rows: readonly Wire[], url: string): Wire {
  return { object: 'list', data: rows.slice(0, 10), has_more: rows.length > 10, url };
}

function isObject(value: unknown): value is Wire {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function cannotExpand(path: readonly string[]): ApiError {
  return new ApiError(
    400,
    {
      type: 'invalid_request_error',
      message: `This property cannot be expanded (${path.join('.')}).`,
      param: 'expand',
    },
    false,
  );
}

function resolve(scope: Scope, object: Wire, field: string): unknown {
  const value = object[field];
  if (value === undefined) return INCLUDED[field]?.(scope, object);
  if (typeof value !== 'string') return value;
  return FINDERS[field]?.(scope, value);
}

function expandPath(scope: Scope, value: unknown, path: readonly string[], done: readonly string[]): unknown {
  const [field, ...rest] = path;
  if (field === undefined || value === null) return value;
  if (Array.isArray(value)) return value.map((entry: unknown) => expandPath(scope, entry, path, done));
  if (!isObject(value)) throw cannotExpand([...done, field]);
  const next = resolve(scope, value, field);
  if (next === undefined || (rest.length === 0 && next !== null && typeof next !== 'object')) {
    throw cannotExpand([...done, field]);
  }
  return { ...value, [field]: expandPath(scope, next, rest, [...done, field]) };
}

/**
 * The object with every path of `expand` filled in.
 *
 * @throws {ApiError} when a path names a field that holds no object, or is deeper than four levels
 */
export function expand(scope: Scope, object: Wire, paths: readonly string[]): Wire {
  return paths.reduce<Wire>((result, text) => {
    const path = text.split('.');
    if (path.filter((part) => part !== 'data').length > MAX_DEPTH) throw cannotExpand(path);
    const expanded = expandPath(scope, result, path, []);
    return isObject(expanded) ? expanded : result;
  }, object);
}
