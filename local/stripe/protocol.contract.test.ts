import Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestAccount, type TestAccount } from './test-account';

let account: TestAccount;

beforeAll(async () => {
  account = await openTestAccount();
});
afterAll(() => account.close());

describe('the protocol', () => {
  it('pages through a list in both directions', async () => {
    const { stripe } = account;
    const created: string[] = [];
    for (let index = 0; index < 5; index += 1) {
      created.push((await stripe.customers.create({ email: 'page@example.org' })).id);
    }
    const newestFirst = created.reverse();
    const first = await stripe.customers.list({ email: 'page@example.org', limit: 2 });
    expect(first.data.map(({ id }) => id)).toEqual(newestFirst.slice(0, 2));
    expect(first).toMatchObject({ has_more: true, url: '/v1/customers' });
    const all: string[] = [];
    for await (const { id } of stripe.customers.list({ email: 'page@example.org', limit: 2 })) all.push(id);
    expect(all).toEqual(newestFirst);
    const before = await stripe.customers.list({
      email: 'page@example.org',
      limit: 2,
      ending_before: newestFirst[3] ?? '',
    });
    expect(before.data.map(({ id }) => id)).toEqual(newestFirst.slice(1, 3));
  });

  it('names the parameter that is wrong, and the request', async () => {
    const { stripe } = account;
    const error: unknown = await stripe.customers.retrieve('cus_none').catch((caught: unknown) => caught);
    expect(error).toMatchObject({
      type: 'StripeInvalidRequestError',
      statusCode: 404,
      code: 'resource_missing',
      message: "No such customer: 'cus_none'",
      requestId: expect.stringMatching(/^req_/),
    });
    await expect(stripe.rawRequest('POST', '/v1/customers', { emial: 'x' })).rejects.toMatchObject({
      code: 'parameter_unknown',
      param: 'emial',
    });
    await expect(stripe.rawRequest('POST', '/v1/prices', { currency: 'usd' })).rejects.toMatchObject({
      code: 'parameter_missing',
      param: 'unit_amount',
    });
    await expect(
      stripe.rawRequest('POST', '/v1/payment_intents', { amount: '1.5', currency: 'usd' }),
    ).rejects.toMatchObject({ code: 'parameter_invalid_integer', param: 'amount' });
    await expect(stripe.rawRequest('GET', '/v1/nothing')).rejects.toMatchObject({ statusCode: 404 });
    await expect(
      stripe.customers.create({ email: 'x@example.org', expand: ['email'] }),
    ).rejects.toMatchObject({ param: 'expand' });
  });

  it('knows its own key only', async () => {
    const { hostname, port } = new URL(account.url);
    const stranger = new Stripe('sk_test_other', { host: hostname, port, protocol: 'http' });
    await expect(stranger.balance.retrieve()).rejects.toBeInstanceOf(Stripe.errors.StripeAuthenticationError);
  });

  it('answers with the version that was asked for', async () => {
    const { lastResponse } = await account.stripe.balance.retrieve({}, { apiVersion: '2026-10-28.endive' });
    expect(lastResponse).toMatchObject({ apiVersion: '2026-10-28.endive', statusCode: 200 });
  });
});

describe('idempotency keys', () => {
  it('create one object when ten equal requests come at once', async () => {
    const results = await Promise.all(
      Array.from({ length: 10 }, () =>
        account.stripe.customers.create({ email: 'once@example.org' }, { idempotencyKey: 'once' }),
      ),
    );
    expect(new Set(results.map(({ id }) => id)).size).toBe(1);
    expect((await account.stripe.customers.list({ email: 'once@example.org' })).data).toHaveLength(1);
    const replayed = results.filter(
      ({ lastResponse }) => lastResponse.headers['idempotent-replayed'] === 'true',
    );
    expect(replayed).toHaveLength(9);
  });

  it('refuse other parameters and other endpoints', async () => {
    const options = { idempotencyKey: 'twice' };
    await account.stripe.customers.create({ email: 'a@example.org' }, options);
    await expect(account.stripe.customers.create({ email: 'b@example.org' }, options)).rejects.toBeInstanceOf(
      Stripe.errors.StripeIdempotencyError,
    );
    await expect(account.stripe.products.create({ name: 'x' }, options)).rejects.toBeInstanceOf(
      Stripe.errors.StripeIdempotencyError,
    );
  });

  it('repeat a decline without a second attempt', async () => {
    const attempt = () =>
      account.stripe.paymentIntents.create(
        { amount: 700, currency: 'usd', payment_method: 'pm_card_chargeDeclined', confirm: true },
        { idempotencyKey: 'declined' },
      );
    const first: unknown = await attempt().catch((caught: unknown) => caught);
    const second: unknown = await attempt().catch((caught: unknown) => caught);
    expect(first).toBeInstanceOf(Stripe.errors.StripeCardError);
    expect(second).toMatchObject({ charge: expect.stringMatching(/^ch_/) });
    expect(second).toHaveProperty('charge', Reflect.get(Object(first), 'charge'));
  });

  it('survive a restart', async () => {
    const create = () =>
      account.stripe.customers.create({ email: 'again@example.org' }, { idempotencyKey: 'again' });
    const before = await create();
    await account.restart();
    expect((await create()).id).toBe(before.id);
  });
});
