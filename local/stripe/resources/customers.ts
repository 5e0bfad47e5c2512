import { z } from 'zod';
import { type Call, isWithin, need, page, type Route, read, type Wire } from '../call';
import { newId } from '../ids';
import type { Customer } from '../objects';
import * as p from '../params';
import { changedFrom, emit, type Scope } from '../scope';

const fields = {
  address: z.union([z.literal('').transform(() => null), p.address]).optional(),
  description: p.clearable.optional(),
  email: p.clearable.optional(),
  metadata: p.metadata.optional(),
  name: p.clearable.optional(),
  phone: p.clearable.optional(),
  preferred_locales: p.list(p.text).optional(),
};

const writeParams = z.strictObject(fields);
const listParams = z.strictObject({ ...p.paging, created: p.moments.optional(), email: p.text.optional() });

const constants = {
  balance: 0,
  currency: null,
  customer_account: null,
  default_source: null,
  delinquent: false,
  discount: null,
  invoice_settings: {
    custom_fields: null,
    default_payment_method: null,
    footer: null,
    rendering_options: null,
  },
  livemode: false,
  next_invoice_sequence: 1,
  shipping: null,
  tax_exempt: 'none',
  test_clock: null,
};

/** Creates a customer within the running transaction. */
export function createCustomer(scope: Scope, given: z.output<typeof writeParams>): Customer {
  const id = newId('cus');
  const customer = scope.db.customers.put({
    ...constants,
    id,
    object: 'customer',
    address: given.address ?? null,
    created: scope.now,
    description: given.description ?? null,
    email: given.email ?? null,
    invoice_prefix: id.slice(-8).toUpperCase(),
    metadata: p.mergeMetadata({}, given.metadata),
    name: given.name ?? null,
    phone: given.phone ?? null,
    preferred_locales: given.preferred_locales ?? [],
  });
  emit(scope, 'customer.created', customer);
  return customer;
}

function update(call: Call, id: string): Wire {
  const { metadata, ...given } = read(call, writeParams);
  const before = need(call.db.customers, 'customer', id);
  const after = call.db.customers.put({
    ...before,
    ...p.defined(given),
    metadata: p.mergeMetadata(before.metadata, metadata),
  });
  emit(call, 'customer.updated', after, changedFrom(before, after));
  return after;
}

function remove(call: Call, id: string): Wire {
  const before = need(call.db.customers, 'customer', id);
  const tombstone: Wire = { id, object: 'customer', deleted: true };
  call.db.customers.put({ ...before, deleted: true });
  emit(call, 'customer.deleted', before);
  return tombstone;
}

/** What a caller sees of a customer; nothing but its identifier once deleted. */
export function renderCustomer(customer: Customer): Wire {
  return customer.deleted ? { id: customer.id, object: 'customer', deleted: true } : customer;
}

/** `/v1/customers` */
export const customerRoutes: readonly Route[] = [
  { method: 'POST', path: '/v1/customers', handle: (call) => createCustomer(call, read(call, writeParams)) },
  {
    method: 'GET',
    path: '/v1/customers',
    handle(call) {
      const asked = read(call, listParams);
      const rows = call.db.customers
        .all()
        .filter(
          (row) =>
            !row.deleted &&
            isWithin(row.created, asked.created) &&
            (asked.email === undefined || row.email === asked.email),
        );
      return page(call, rows, asked);
    },
  },
  {
    method: 'GET',
    path: '/v1/customers/:id',
    handle: (call, id) =>
      renderCustomer(call.db.customers.get(id) ?? need(call.db.customers, 'customer', id)),
  },
  { method: 'POST', path: '/v1/customers/:id', handle: update },
  { method: 'DELETE', path: '/v1/customers/:id', handle: remove },
];
