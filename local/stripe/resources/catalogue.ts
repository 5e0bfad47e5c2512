import { z } from 'zod';
import { refused } from '../api-error';
import { type Call, isWithin, need, page, type Route, read, type Wire } from '../call';
import { newId } from '../ids';
import { MAX_AMOUNT_MINOR } from '../money';
import type { Price, Product } from '../objects';
import * as p from '../params';
import { changedFrom, emit, type Scope } from '../scope';

const amount = p
  .integerFrom(0)
  .refine((value) => value <= MAX_AMOUNT_MINOR, { message: 'Amount must be no more than 99,999,999.' });

const productFields = {
  active: p.flag.optional(),
  description: p.clearable.optional(),
  images: p.list(p.text).optional(),
  metadata: p.metadata.optional(),
  statement_descriptor: p.text.optional(),
  tax_code: p.clearable.optional(),
  unit_label: p.clearable.optional(),
  url: p.clearable.optional(),
};
const taxBehavior = z.enum(['exclusive', 'inclusive', 'unspecified']).optional();

/** What makes a product inside a price or a checkout line. */
const inlineProduct = z.strictObject({
  name: p.text,
  description: p.text.optional(),
  images: p.list(p.text).optional(),
  metadata: p.metadata.optional(),
  tax_code: p.text.optional(),
});

const createProductParams = z.strictObject({
  ...productFields,
  id: p.text.optional(),
  name: p.text,
  default_price_data: z
    .strictObject({ currency: p.currency, unit_amount: amount, tax_behavior: taxBehavior })
    .optional(),
});
const updateProductParams = z.strictObject({
  ...productFields,
  name: p.text.optional(),
  default_price: p.text.optional(),
});

/** What makes a price inside a checkout line. */
export const inlinePrice = z.strictObject({
  currency: p.currency,
  product: p.text.optional(),
  product_data: inlineProduct.optional(),
  tax_behavior: taxBehavior,
  unit_amount: amount,
});

const createPriceParams = inlinePrice.extend({
  active: p.flag.optional(),
  lookup_key: p.text.optional(),
  metadata: p.metadata.optional(),
  nickname: p.text.optional(),
  transfer_lookup_key: p.flag.optional(),
});
const updatePriceParams = z.strictObject({
  active: p.flag.optional(),
  lookup_key: p.clearable.optional(),
  metadata: p.metadata.optional(),
  nickname: p.clearable.optional(),
  transfer_lookup_key: p.flag.optional(),
});

/** Creates a product within the running transaction. */
function createProduct(scope: Scope, given: z.output<typeof createProductParams>): Product {
  const id = given.id ?? newId('prod');
  if (scope.db.products.get(id))
    throw refused(`Product already exists: ${id}`, 'resource_already_exists', 'id');
  const product = scope.db.products.put({
    id,
    object: 'product',
    active: given.active ?? true,
    created: scope.now,
    default_price: null,
    description: given.description ?? null,
    images: given.images ?? [],
    livemode: false,
    marketing_features: [],
    metadata: p.mergeMetadata({}, given.metadata),
    name: given.name,
    package_dimensions: null,
    shippable: null,
    statement_descriptor: given.statement_descriptor ?? null,
    tax_code: given.tax_code ?? null,
    tax_details: null,
    type: 'service',
    unit_label: given.unit_label ?? null,
    updated: scope.now,
    url: given.url ?? null,
  });
  emit(scope, 'product.created', product);
  if (!given.default_price_data) return product;
  const price = createPrice(scope, { ...given.default_price_data, product: id });
  return scope.db.products.put({ ...product, default_price: price.id });
}

function productOf(scope: Scope, given: z.output<typeof inlinePrice>): string {
  if (given.product !== undefined) return need(scope.db.products, 'product', given.product, 'product').id;
  if (given.product_data) return createProduct(scope, given.product_data).id;
  throw refused('You must provide one of product or product_data.', 'parameter_missing', 'product');
}

function claimLookupKey(scope: Scope, key: string | null | undefined, mayTransfer: boolean): void {
  if (!key) return;
  const holder = scope.db.prices.all().find((row) => row.active && row.lookup_key === key);
  if (!holder) return;
  if (!mayTransfer) {
    throw refused(`A price (\`${holder.id}\`) already uses that lookup key.`, undefined, 'lookup_key');
  }
  scope.db.prices.put({ ...holder, lookup_key: null });
}

/** Creates a one-time price within the running transaction. */
export function createPrice(scope: Scope, given: z.output<typeof createPriceParams>): Price {
  claimLookupKey(scope, given.lookup_key, given.transfer_lookup_key ?? false);
  const price = scope.db.prices.put({
    id: newId('price'),
    object: 'price',
    active: given.active ?? true,
    billing_scheme: 'per_unit',
    created: scope.now,
    currency: given.currency,
    custom_unit_amount: null,
    livemode: false,
    lookup_key: given.lookup_key ?? null,
    metadata: p.mergeMetadata({}, given.metadata),
    nickname: given.nickname ?? null,
    product: productOf(scope, given),
    recurring: null,
    tax_behavior: given.tax_behavior ?? 'unspecified',
    tiers_mode: null,
    transform_quantity: null,
    type: 'one_time',
    unit_amount: given.unit_amount,
    unit_amount_decimal: String(given.unit_amount),
  });
  emit(scope, 'price.created', price);
  return price;
}

function updateProduct(call: Call, id: string): Wire {
  const { metadata, ...given } = read(call, updateProductParams);
  const before = need(call.db.products, 'product', id);
  if (given.default_price !== undefined) need(call.db.prices, 'price', given.default_price, 'default_price');
  const after = call.db.products.put({
    ...before,
    ...p.defined(given),
    metadata: p.mergeMetadata(before.metadata, metadata),
    updated: call.now,
  });
  emit(call, 'product.updated', after, changedFrom(before, after));
  return after;
}

function removeProduct(call: Call, id: string): Wire {
  const product = need(call.db.products, 'product', id);
  if (call.db.prices.all().some((row) => row.product === id)) {
    throw refused('This product cannot be deleted because it has one or more user-created prices.');
  }
  call.db.products.remove(id);
  emit(call, 'product.deleted', product);
  return { id, object: 'product', deleted: true };
}

function updatePrice(call: Call, id: string): Wire {
  const { metadata, transfer_lookup_key, ...given } = read(call, updatePriceParams);
  const before = need(call.db.prices, 'price', id);
  if (given.lookup_key !== before.lookup_key) {
    claimLookupKey(call, given.lookup_key, transfer_lookup_key ?? false);
  }
  const after = call.db.prices.put({
    ...before,
    ...p.defined(given),
    metadata: p.mergeMetadata(before.metadata, metadata),
  });
  emit(call, 'price.updated', after, changedFrom(before, after));
  return after;
}

const listProductParams = z.strictObject({
  ...p.paging,
  active: p.flag.optional(),
  created: p.moments.optional(),
  ids: p.list(p.text).optional(),
});
const listPriceParams = z.strictObject({
  ...p.paging,
  active: p.flag.optional(),
  created: p.moments.optional(),
  currency: p.currency.optional(),
  lookup_keys: p.list(p.text).optional(),
  product: p.text.optional(),
});

function listProducts(call: Call): Wire {
  const asked = read(call, listProductParams);
  const rows = call.db.products
    .all()
    .filter(
      (row) =>
        (asked.active === undefined || row.active === asked.active) &&
        (asked.ids === undefined || asked.ids.includes(row.id)) &&
        isWithin(row.created, asked.created),
    );
  return page(call, rows, asked);
}

function listPrices(call: Call): Wire {
  const asked = read(call, listPriceParams);
  const rows = call.db.prices
    .all()
    .filter(
      (row) =>
        (asked.active === undefined || row.active === asked.active) &&
        (asked.currency === undefined || row.currency === asked.currency) &&
        (asked.product === undefined || row.product === asked.product) &&
        (asked.lookup_keys === undefined || asked.lookup_keys.includes(row.lookup_key ?? '')) &&
        isWithin(row.created, asked.created),
    );
  return page(call, rows, asked);
}

/** `/v1/products` and `/v1/prices` */
export const catalogueRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/v1/products',
    handle: (call) => createProduct(call, read(call, createProductParams)),
  },
  { method: 'GET', path: '/v1/products', handle: listProducts },
  {
    method: 'GET',
    path: '/v1/products/:id',
    handle: (call, id) => need(call.db.products, 'product', id),
  },
  { method: 'POST', path: '/v1/products/:id', handle: updateProduct },
  { method: 'DELETE', path: '/v1/products/:id', handle: removeProduct },
  { method: 'POST', path: '/v1/prices', handle: (call) => createPrice(call, read(call, createPriceParams)) },
  { method: 'GET', path: '/v1/prices', handle: listPrices },
  { method: 'GET', path: '/v1/prices/:id', handle: (call, id) => need(call.db.prices, 'price', id) },
  { method: 'POST', path: '/v1/prices/:id', handle: updatePrice },
];
