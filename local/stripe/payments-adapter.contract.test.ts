import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  createPayments,
  type NewCheckout,
  type PaymentsPort,
  WebhookSignatureError,
} from '@/server/platform/adapters/payments';
import { cardForm, openTestAccount, secretKey, submit, type TestAccount } from './test-account';

let account: TestAccount;
let payments: PaymentsPort;

beforeAll(async () => {
  account = await openTestAccount();
  payments = createPayments({ secretKey, webhookSecret: account.webhookSecret, apiUrl: account.url });
});
afterAll(() => account.close());

const checkout: NewCheckout = {
  orderId: 'order-1',
  currency: 'eur',
  lines: [
    { name: 'Compilers', unitAmountMinor: 4_900, quantity: 1 },
    { name: 'Seats', unitAmountMinor: 500, quantity: 3 },
  ],
  email: 'ada@example.org',
  successUrl: 'http://localhost:3000/thanks',
  cancelUrl: 'http://localhost:3000/cart',
  idempotencyKey: 'order-1',
};

describe('the payments adapter', () => {
  it('opens one checkout for an order, however often it is asked', async () => {
    const opened = await Promise.all([payments.createCheckout(checkout), payments.createCheckout(checkout)]);
    expect(new Set(opened.map(({ id }) => id)).size).toBe(1);
    expect(opened[0]).toMatchObject({
      orderId: 'order-1',
      status: 'open',
      paymentStatus: 'unpaid',
      amountTotalMinor: 6_400,
      currency: 'eur',
      paymentId: null,
    });
  });

  it('reads the checkout again once it is paid, and finds none under another id', async () => {
    const { id, url } = await payments.createCheckout({
      ...checkout,
      idempotencyKey: 'order-2',
      orderId: 'order-2',
    });
    await submit(url ?? '', cardForm('4242424242424242'));
    expect(await payments.retrieveCheckout(id)).toMatchObject({
      orderId: 'order-2',
      url: null,
      status: 'complete',
      paymentStatus: 'paid',
      paymentId: expect.stringMatching(/^pi_/),
    });
    expect(await payments.retrieveCheckout('cs_test_none')).toBeNull();
    const intents = await account.stripe.paymentIntents.list();
    expect(intents.data[0]?.metadata).toEqual({ orderId: 'order-2' });
  });

  it('trusts what Stripe signed, and nothing else', async () => {
    const { id } = await payments.createCheckout({ ...checkout, idempotencyKey: 'order-3' });
    await account.stripe.checkout.sessions.expire(id);
    const delivery = await vi.waitFor(() => {
      const found = account.receiver.deliveries.find(
        ({ event }) => event.type === 'checkout.session.expired',
      );
      expect(found).toBeDefined();
      return found;
    });
    const { raw = '', signature = '' } = delivery ?? {};
    expect(payments.verifyWebhook(raw, signature)).toEqual({
      id: delivery?.event.id,
      type: 'checkout.session.expired',
      createdAt: new Date((delivery?.event.created ?? 0) * 1000),
      objectId: id,
    });
    expect(payments.verifyWebhook(Buffer.from(raw), signature).objectId).toBe(id);
    expect(() => payments.verifyWebhook(raw.replace(id, 'cs_test_forged'), signature)).toThrow(
      WebhookSignatureError,
    );
    expect(() => payments.verifyWebhook(raw, null)).toThrow(WebhookSignatureError);
    const old = account.stripe.webhooks.generateTestHeaderString({
      payload: raw,
      secret: account.webhookSecret,
      timestamp: Math.floor(Date.now() / 1000) - 301,
    });
    expect(() => payments.verifyWebhook(raw, old)).toThrow(WebhookSignatureError);
  });

  it('answers a ping with the right key only', async () => {
    await expect(payments.ping()).resolves.toBeUndefined();
    const stranger = createPayments({ secretKey: 'sk_test_other', webhookSecret: 'x', apiUrl: account.url });
    await expect(stranger.ping()).rejects.toThrow('Invalid API Key');
  });
});
