import Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestAccount, type TestAccount } from './test-account';

let account: TestAccount;

beforeAll(async () => {
  account = await openTestAccount();
});
afterAll(() => account.close());

function pay(amount = 2_000, currency = 'usd') {
  return account.stripe.paymentIntents.create({
    amount,
    currency,
    payment_method: 'pm_card_visa',
    confirm: true,
    automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
  });
}

describe('customers', () => {
  it('are created, changed, found, listed and deleted', async () => {
    const { stripe } = account;
    const created = await stripe.customers.create({
      email: 'grace@example.org',
      name: 'Grace',
      metadata: { userId: 'u1', plan: 'free' },
      address: { city: 'Arlington' },
    });
    expect(created).toMatchObject({ id: expect.stringMatching(/^cus_/), livemode: false, balance: 0 });
    const updated = await stripe.customers.update(created.id, {
      metadata: { plan: '', role: 'teacher' },
      name: 'G. Hopper',
    });
    expect(updated.metadata).toEqual({ userId: 'u1', role: 'teacher' });
    expect((await stripe.customers.list({ email: 'grace@example.org' })).data).toMatchObject([
      { name: 'G. Hopper' },
    ]);
    expect(await stripe.customers.del(created.id)).toMatchObject({ deleted: true });
    expect(await stripe.customers.retrieve(created.id)).toMatchObject({ id: created.id, deleted: true });
    expect((await stripe.customers.list({ email: 'grace@example.org' })).data).toEqual([]);
    const events = await stripe.events.list({ types: ['customer.updated', 'customer.deleted'] });
    expect(events.data.map((event) => event.type)).toEqual(['customer.deleted', 'customer.updated']);
    expect(events.data[1]?.data.previous_attributes).toMatchObject({ name: 'Grace' });
  });
});

describe('catalogue', () => {
  it('keeps products and prices, with decimals as the client expects them', async () => {
    const { stripe } = account;
    const product = await stripe.products.create({
      name: 'Compilers',
      default_price_data: { currency: 'usd', unit_amount: 1_999 },
    });
    const price = await stripe.prices.create({
      product: product.id,
      currency: 'eur',
      unit_amount: 1_899,
      lookup_key: 'compilers-eur',
    });
    expect(price.unit_amount_decimal?.toString()).toBe('1899');
    const found = await stripe.prices.list({ lookup_keys: ['compilers-eur'], expand: ['data.product'] });
    expect(found.data).toMatchObject([{ id: price.id, product: { name: 'Compilers' } }]);
    const [withDefault] = (await stripe.products.list({ ids: [product.id], expand: ['data.default_price'] }))
      .data;
    expect(withDefault?.default_price).toMatchObject({ unit_amount: 1_999 });
    await expect(
      stripe.prices.create({
        product: product.id,
        currency: 'usd',
        unit_amount: 1,
        lookup_key: 'compilers-eur',
      }),
    ).rejects.toMatchObject({ param: 'lookup_key' });
    expect((await stripe.prices.update(price.id, { active: false })).active).toBe(false);
    await expect(stripe.products.del(product.id)).rejects.toBeInstanceOf(
      Stripe.errors.StripeInvalidRequestError,
    );
  });
});

describe('coupons', () => {
  it('stop being valid when they are used up or past their date', async () => {
    const past = await account.stripe.coupons.create({ percent_off: 10, redeem_by: 1_700_000_000 });
    expect((await account.stripe.coupons.retrieve(past.id)).valid).toBe(false);
    await expect(
      account.stripe.promotionCodes.create({ promotion: { type: 'coupon', coupon: past.id } }),
    ).rejects.toMatchObject({ code: 'coupon_expired' });
    await expect(account.stripe.coupons.create({ percent_off: 10, amount_off: 5 })).rejects.toMatchObject({
      statusCode: 400,
    });
  });

  it('hold a code only once among the active ones', async () => {
    const coupon = await account.stripe.coupons.create({ id: 'TEN', amount_off: 1_000, currency: 'usd' });
    const params = { code: 'TENOFF', promotion: { type: 'coupon' as const, coupon: coupon.id } };
    const code = await account.stripe.promotionCodes.create(params);
    await expect(account.stripe.promotionCodes.create(params)).rejects.toMatchObject({ param: 'code' });
    await account.stripe.promotionCodes.update(code.id, { active: false });
    expect((await account.stripe.promotionCodes.create(params)).id).not.toBe(code.id);
  });
});

describe('payment intents', () => {
  it('are confirmed with a test payment method', async () => {
    expect(await pay()).toMatchObject({ status: 'succeeded', amount_received: 2_000 });
  });

  it('answer a decline with a card error and remember it', async () => {
    const intent = await account.stripe.paymentIntents.create({ amount: 2_000, currency: 'usd' });
    const error: unknown = await account.stripe.paymentIntents
      .confirm(intent.id, { payment_method: 'pm_card_chargeDeclinedInsufficientFunds' })
      .catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(Stripe.errors.StripeCardError);
    expect(error).toMatchObject({
      statusCode: 402,
      code: 'card_declined',
      decline_code: 'insufficient_funds',
    });
    expect(await account.stripe.paymentIntents.retrieve(intent.id)).toMatchObject({
      status: 'requires_payment_method',
      last_payment_error: { code: 'card_declined' },
    });
  });

  it('can be cancelled until they succeed', async () => {
    const open = await account.stripe.paymentIntents.create({ amount: 2_000, currency: 'usd' });
    expect(await account.stripe.paymentIntents.cancel(open.id)).toMatchObject({ status: 'canceled' });
    const paid = await pay();
    await expect(account.stripe.paymentIntents.cancel(paid.id)).rejects.toMatchObject({
      code: 'payment_intent_unexpected_state',
    });
  });

  it('refuse less than the smallest amount', async () => {
    await expect(pay(49)).rejects.toMatchObject({ code: 'amount_too_small', param: 'amount' });
  });
});

describe('refunds', () => {
  it('give back in parts, and never more than was taken', async () => {
    const { stripe } = account;
    const intent = await pay(1_000);
    const first = await stripe.refunds.create({ payment_intent: intent.id, amount: 400 });
    expect(first).toMatchObject({ amount: 400, status: 'succeeded', charge: intent.latest_charge });
    await expect(stripe.refunds.create({ payment_intent: intent.id, amount: 601 })).rejects.toMatchObject({
      param: 'amount',
      message: expect.stringContaining('greater than unrefunded amount'),
    });
    await stripe.refunds.create({ payment_intent: intent.id });
    await expect(stripe.refunds.create({ payment_intent: intent.id })).rejects.toMatchObject({
      code: 'charge_already_refunded',
    });
    const charge = await stripe.charges.retrieve(String(intent.latest_charge), { expand: ['refunds'] });
    expect(charge).toMatchObject({ amount_refunded: 1_000, refunded: true });
    expect(charge.refunds?.data.map((refund) => refund.amount)).toEqual([600, 400]);
    const moved = await stripe.balanceTransactions.retrieve(String(first.balance_transaction));
    expect(moved).toMatchObject({ amount: -400, net: -400, type: 'refund' });
  });

  it('give back no more than was taken when ten ask at once', async () => {
    const intent = await pay(1_000);
    const results = await Promise.allSettled(
      Array.from({ length: 10 }, () =>
        account.stripe.refunds.create({ payment_intent: intent.id, amount: 300 }),
      ),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
  });
});

describe('disputes', () => {
  it('are won with winning evidence, and the money comes back', async () => {
    const { stripe } = account;
    const intent = await pay(5_000);
    const opened = await fetch(`${account.url}/stripe/charges/${intent.latest_charge}/dispute`, {
      method: 'POST',
      redirect: 'manual',
    });
    expect(opened.status).toBe(303);
    const [dispute] = (await stripe.disputes.list({ charge: String(intent.latest_charge) })).data;
    await expect(stripe.refunds.create({ payment_intent: intent.id })).rejects.toMatchObject({
      code: 'charge_disputed',
    });
    const won = await stripe.disputes.update(dispute?.id ?? '', {
      evidence: { uncategorized_text: 'winning_evidence' },
    });
    expect(won.status).toBe('won');
    expect(won.balance_transactions.map((entry) => entry.net)).toEqual([-6_500, 5_000]);
    await expect(stripe.disputes.close(won.id)).rejects.toMatchObject({ statusCode: 400 });
  });
});

describe('balance', () => {
  it('adds up to the movements', async () => {
    const { pending, available } = await account.stripe.balance.retrieve();
    const expected: Record<string, number> = {};
    for await (const entry of account.stripe.balanceTransactions.list({ limit: 100 })) {
      expected[entry.currency] = (expected[entry.currency] ?? 0) + entry.net;
    }
    const total = (currency: string) =>
      [...pending, ...available]
        .filter((part) => part.currency === currency)
        .reduce((sum, part) => sum + part.amount, 0);
    for (const [currency, net] of Object.entries(expected)) expect(total(currency)).toBe(net);
  });
});
