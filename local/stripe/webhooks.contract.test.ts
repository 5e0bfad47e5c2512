import Stripe from 'stripe';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openTestAccount, submit, type TestAccount } from './test-account';

let account: TestAccount;

beforeEach(async () => {
  account = await openTestAccount();
});
afterEach(() => account.close());

const patiently = { timeout: 8_000, interval: 20 };

function deliveriesOf(id: string) {
  return account.receiver.deliveries.filter(({ event }) => event.id === id);
}

it('signs every delivery so that the client verifies it, and no other', async () => {
  const customer = await account.stripe.customers.create({ email: 'sign@example.org' });
  const [delivery] = await vi.waitFor(() => {
    expect(account.receiver.deliveries).toHaveLength(1);
    return account.receiver.deliveries;
  }, patiently);
  expect(delivery?.event).toMatchObject({
    type: 'customer.created',
    api_version: '2026-10-28.endive',
    data: { object: { id: customer.id } },
    request: { id: customer.lastResponse.requestId, idempotency_key: expect.any(String) },
  });
  const verify = (raw: string, secret: string) => () =>
    account.stripe.webhooks.constructEvent(raw, delivery?.signature ?? '', secret);
  expect(verify(delivery?.raw ?? '', 'whsec_other')).toThrow(Stripe.errors.StripeSignatureVerificationError);
  expect(verify(`${delivery?.raw} `, account.webhookSecret)).toThrow(
    Stripe.errors.StripeSignatureVerificationError,
  );
  await vi.waitFor(async () => {
    const event = await account.stripe.events.retrieve(delivery?.event.id ?? '');
    expect(event.pending_webhooks).toBe(0);
  }, patiently);
});

it('delivers again until it is answered with 2xx', async () => {
  account.receiver.failures.push(500, 302);
  await account.stripe.customers.create({});
  await vi.waitFor(() => expect(account.receiver.deliveries).toHaveLength(3), patiently);
  expect(new Set(account.receiver.deliveries.map(({ event }) => event.id)).size).toBe(1);
});

it('delivers after a restart what was not accepted before', async () => {
  account.receiver.failures.push(503);
  const customer = await account.stripe.customers.create({ email: 'kept@example.org' });
  await vi.waitFor(() => expect(account.receiver.deliveries).toHaveLength(1), patiently);
  await account.restart();
  await vi.waitFor(() => expect(account.receiver.deliveries).toHaveLength(2), patiently);
  expect(await account.stripe.customers.retrieve(customer.id)).toMatchObject({ email: 'kept@example.org' });
});

it('delivers once more or twice when a person asks for it', async () => {
  await account.stripe.customers.create({});
  const { data } = await account.stripe.events.list();
  const id = data[0]?.id ?? '';
  await vi.waitFor(() => expect(deliveriesOf(id)).toHaveLength(1), patiently);
  await submit(`${account.url}/stripe/events/${id}/resend`, { times: '1' });
  await vi.waitFor(() => expect(deliveriesOf(id)).toHaveLength(2), patiently);
  await submit(`${account.url}/stripe/events/${id}/resend`, { times: '2' });
  await vi.waitFor(() => expect(deliveriesOf(id)).toHaveLength(4), patiently);
});

it('lists payments and events for a person, who can refund a part', async () => {
  const intent = await account.stripe.paymentIntents.create({
    amount: 1_500,
    currency: 'eur',
    payment_method: 'pm_card_visa',
    confirm: true,
  });
  const page = await (await fetch(`${account.url}/stripe`)).text();
  expect(page).toContain('€15.00');
  expect(page).toContain('payment_intent.succeeded');
  await submit(`${account.url}/stripe/charges/${intent.latest_charge}/refund`, { amount: '500' });
  expect(await account.stripe.charges.retrieve(String(intent.latest_charge))).toMatchObject({
    amount_refunded: 500,
    refunded: false,
  });
  await vi.waitFor(
    () => expect(account.receiver.deliveries.map(({ event }) => event.type)).toContain('charge.refunded'),
    patiently,
  );
});
