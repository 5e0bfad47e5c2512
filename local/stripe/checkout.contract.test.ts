import type Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { cardForm, openTestAccount, submit, type TestAccount } from './test-account';

let account: TestAccount;

beforeAll(async () => {
  account = await openTestAccount();
});
afterAll(() => account.close());

const line = {
  price_data: { currency: 'eur', unit_amount: 4_900, product_data: { name: 'Distributed systems' } },
  quantity: 1,
};

function buy(params: Partial<Stripe.Checkout.SessionCreateParams> = {}) {
  return account.stripe.checkout.sessions.create({
    mode: 'payment',
    success_url: 'http://localhost:3000/thanks?session={CHECKOUT_SESSION_ID}',
    cancel_url: 'http://localhost:3000/cart',
    line_items: [line],
    metadata: { order: 'o1' },
    payment_intent_data: { metadata: { order: 'o1' } },
    ...params,
  });
}

function received(type: string, id: string) {
  return account.receiver.deliveries.filter(
    ({ event }) => event.type === type && 'id' in event.data.object && event.data.object.id === id,
  );
}

describe('hosted checkout', () => {
  it('is paid with the usual card and sends the payer back with the session id', async () => {
    const session = await buy({ client_reference_id: 'o1' });
    expect(session).toMatchObject({
      status: 'open',
      payment_status: 'unpaid',
      amount_total: 4_900,
      currency: 'eur',
    });
    const page = await fetch(session.url ?? '');
    expect(await page.text()).toContain('Distributed systems');

    const paid = await submit(session.url ?? '', cardForm('4242 4242 4242 4242'));

    expect(paid).toMatchObject({
      status: 303,
      location: `http://localhost:3000/thanks?session=${session.id}`,
    });
    const after = await account.stripe.checkout.sessions.retrieve(session.id, {
      expand: ['line_items', 'payment_intent.latest_charge.balance_transaction'],
    });
    expect(after).toMatchObject({
      status: 'complete',
      payment_status: 'paid',
      url: null,
      customer_details: { email: 'ada@example.org' },
      line_items: { data: [{ amount_total: 4_900, description: 'Distributed systems' }] },
      payment_intent: {
        status: 'succeeded',
        metadata: { order: 'o1' },
        latest_charge: {
          paid: true,
          payment_method_details: { card: { last4: '4242', brand: 'visa' } },
          balance_transaction: {
            amount: 4_900,
            fee: 172,
            net: 4_728,
            type: 'charge',
            reporting_category: 'charge',
          },
        },
      },
    });
    await vi.waitFor(() => expect(received('checkout.session.completed', session.id)).toHaveLength(1));
  });

  it('takes the money once when the form is sent twice at once', async () => {
    const session = await buy();
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => submit(session.url ?? '', cardForm('4242424242424242'))),
    );
    expect(new Set(answers.map(({ location }) => location))).toEqual(
      new Set([`http://localhost:3000/thanks?session=${session.id}`]),
    );
    const { payment_intent } = await account.stripe.checkout.sessions.retrieve(session.id);
    const charges = await account.stripe.charges.list({ payment_intent: String(payment_intent) });
    expect(charges.data).toHaveLength(1);
  });

  it('declines, keeps what was typed, and takes another card', async () => {
    const session = await buy();
    const declined = await submit(session.url ?? '', cardForm('4000000000000002'));
    expect(declined.status).toBe(402);
    expect(declined.text).toContain('Your card was declined.');
    expect(declined.text).toContain('value="Ada Lovelace"');
    expect((await account.stripe.checkout.sessions.retrieve(session.id)).status).toBe('open');

    await submit(session.url ?? '', cardForm('5555555555554444'));
    const after = await account.stripe.checkout.sessions.retrieve(session.id, { expand: ['payment_intent'] });
    expect(after).toMatchObject({ status: 'complete', payment_intent: { status: 'succeeded' } });
    const charges = await account.stripe.charges.list({
      payment_intent: typeof after.payment_intent === 'object' ? (after.payment_intent?.id ?? '') : '',
    });
    expect(charges.data.map((charge) => charge.status)).toEqual(['succeeded', 'failed']);
  });

  it('says what is wrong with each field', async () => {
    const session = await buy();
    const { status, text } = await submit(session.url ?? '', {
      email: 'nobody',
      number: '4242424242424241',
      expiry: '01/20',
      cvc: 'x',
    });
    expect(status).toBe(422);
    for (const reason of ['Enter an e-mail address.', 'not valid', 'expired', 'three or four digits']) {
      expect(text).toContain(reason);
    }
  });

  it.each([
    ['complete', 'paid', 'thanks'],
    ['fail', 'unpaid', '/stripe/checkout/'],
  ])('asks for 3-D Secure: %s leaves it %s', async (answer, status, place) => {
    const session = await buy();
    const { location } = await submit(session.url ?? '', cardForm('4000000000003220'));
    expect(location).toMatch(/^\/stripe\/challenges\/pi_/);
    const challenged = await submit(`${account.url}${location}`, { answer });
    expect(challenged.location).toContain(place);
    expect((await account.stripe.checkout.sessions.retrieve(session.id)).payment_status).toBe(status);
  });

  it('disputes a payment some time later', { timeout: 15_000 }, async () => {
    const session = await buy();
    await submit(session.url ?? '', cardForm('4000000000000259'));
    const { payment_intent } = await account.stripe.checkout.sessions.retrieve(session.id);
    await vi.waitFor(
      async () => {
        const { data } = await account.stripe.disputes.list({ payment_intent: String(payment_intent) });
        expect(data).toMatchObject([{ amount: 4_900, reason: 'fraudulent', status: 'needs_response' }]);
      },
      { timeout: 10_000, interval: 100 },
    );
  });

  it('applies a promotion code to the last cent and counts its use', async () => {
    const coupon = await account.stripe.coupons.create({ percent_off: 33.3, duration: 'once' });
    const code = await account.stripe.promotionCodes.create({
      code: 'SPRING',
      promotion: { type: 'coupon', coupon: coupon.id },
    });
    const session = await buy({
      allow_promotion_codes: true,
      line_items: [line, { price_data: { ...line.price_data, unit_amount: 101 }, quantity: 3 }],
    });
    await submit(`${session.url}/promotion`, { code: 'spring' });
    await submit(session.url ?? '', cardForm('4242424242424242'));

    const after = await account.stripe.checkout.sessions.retrieve(session.id, { expand: ['line_items'] });
    expect(after).toMatchObject({ amount_subtotal: 5_203, amount_total: 3_470, payment_status: 'paid' });
    const totals = after.line_items?.data.map((item) => item.amount_total) ?? [];
    expect(totals.reduce((sum, amount) => sum + amount, 0)).toBe(3_470);
    expect((await account.stripe.promotionCodes.retrieve(code.id)).times_redeemed).toBe(1);
  });

  it('completes without a payment when a coupon takes everything off', async () => {
    const coupon = await account.stripe.coupons.create({ percent_off: 100, duration: 'once' });
    const session = await buy({ discounts: [{ coupon: coupon.id }] });
    await submit(session.url ?? '', { email: 'ada@example.org' });
    const after = await account.stripe.checkout.sessions.retrieve(session.id);
    expect(after).toMatchObject({
      status: 'complete',
      payment_status: 'no_payment_required',
      payment_intent: null,
      amount_total: 0,
    });
  });

  it('charges a currency without minor units as it stands', async () => {
    const session = await buy({
      line_items: [{ price_data: { ...line.price_data, currency: 'jpy', unit_amount: 5_000 } }],
    });
    const page = await fetch(session.url ?? '');
    expect(await page.text()).toContain('¥5,000');
    await submit(session.url ?? '', cardForm('4242424242424242'));
    const { payment_intent } = await account.stripe.checkout.sessions.retrieve(session.id, {
      expand: ['payment_intent'],
    });
    expect(payment_intent).toMatchObject({ amount_received: 5_000, currency: 'jpy' });
  });

  it('can be expired once, and not paid afterwards', async () => {
    const session = await buy();
    const expired = await account.stripe.checkout.sessions.expire(session.id);
    expect(expired).toMatchObject({ status: 'expired', url: null });
    await expect(account.stripe.checkout.sessions.expire(session.id)).rejects.toMatchObject({
      statusCode: 400,
    });
    expect((await submit(session.url ?? '', cardForm('4242424242424242'))).status).toBe(410);
    await vi.waitFor(() => expect(received('checkout.session.expired', session.id)).toHaveLength(1));
  });

  it('lists its lines page by page', async () => {
    const session = await buy({ line_items: [line, line, line] });
    const seen: string[] = [];
    for await (const item of account.stripe.checkout.sessions.listLineItems(session.id, { limit: 2 })) {
      seen.push(item.id);
    }
    expect(new Set(seen).size).toBe(3);
  });

  it('takes no form that another site sent', async () => {
    const session = await buy();
    const response = await fetch(session.url ?? '', {
      method: 'POST',
      headers: { 'sec-fetch-site': 'cross-site' },
      body: new URLSearchParams(cardForm('4242424242424242')),
    });
    expect(response.status).toBe(403);
  });
});
