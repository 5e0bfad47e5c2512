import Stripe from 'stripe';
import { z } from 'zod';

/** Whose account takes the money. `apiUrl` is set only to use a server other than Stripe's own. */
export type PaymentsConfig = {
  readonly secretKey: string;
  readonly webhookSecret: string;
  readonly apiUrl?: string | undefined;
};

/** A verified message that something happened. What it happened to is read again by its id: order is not guaranteed. */
export type PaymentEvent = {
  readonly id: string;
  /** Stripe's name for it, such as `checkout.session.completed`. */
  readonly type: string;
  readonly createdAt: Date;
  readonly objectId: string | null;
};

/** One thing bought. Amounts are minor units of the checkout's currency. */
export type CheckoutLine = {
  readonly name: string;
  readonly unitAmountMinor: number;
  readonly quantity: number;
};

/** What a person is sent to pay. */
export type NewCheckout = {
  /** Our order; comes back in every event about the payment. */
  readonly orderId: string;
  /** ISO 4217, lower case. */
  readonly currency: string;
  readonly lines: readonly CheckoutLine[];
  readonly email?: string;
  /** Where the payer lands; `{CHECKOUT_SESSION_ID}` in it is replaced. */
  readonly successUrl: string;
  readonly cancelUrl: string;
  /** Equal keys make one checkout, however often the call is repeated; derive it from the order. */
  readonly idempotencyKey: string;
};

/** A checkout as it stands. */
export type Checkout = {
  readonly id: string;
  readonly orderId: string | null;
  /** Where it can be paid, null once it cannot. */
  readonly url: string | null;
  readonly status: 'open' | 'complete' | 'expired';
  readonly paymentStatus: 'paid' | 'unpaid' | 'no_payment_required';
  readonly amountTotalMinor: number;
  readonly currency: string;
  /** The payment behind it, for refunds; null until somebody tried to pay. */
  readonly paymentId: string | null;
  readonly expiresAt: Date;
};

/** Takes payments. Every method rejects within seconds when Stripe cannot be reached. */
export type PaymentsPort = {
  /** Opens a checkout, or answers the one that this idempotency key already made. */
  createCheckout(checkout: NewCheckout): Promise<Checkout>;
  /** Reads a checkout; null when there is none. */
  retrieveCheckout(id: string): Promise<Checkout | null>;
  /**
   * Makes sure that Stripe sent this body in the last five minutes.
   *
   * @param rawBody - the bytes as they came in; a parsed and re-written body does not verify
   * @throws WebhookSignatureError
   */
  verifyWebhook(rawBody: string | Buffer, signatureHeader: string | null): PaymentEvent;
  /** Resolves when Stripe answers and knows our key. */
  ping(): Promise<void>;
};

/** A webhook call that Stripe did not sign, or signed too long ago. */
export class WebhookSignatureError extends Error {
  override readonly name = 'WebhookSignatureError';
}

const TIMEOUT_MS = 10_000;
/** Repeats are safe: the client sends an idempotency key with every write. */
const MAX_RETRIES = 2;

function createClient({ secretKey, apiUrl }: PaymentsConfig): Stripe {
  const options = { timeout: TIMEOUT_MS, maxNetworkRetries: MAX_RETRIES, telemetry: false };
  if (apiUrl === undefined) return new Stripe(secretKey, options);
  const { protocol, hostname, port } = new URL(apiUrl);
  const isSecure = protocol === 'https:';
  return new Stripe(secretKey, {
    ...options,
    protocol: isSecure ? 'https' : 'http',
    host: hostname,
    port: port === '' ? (isSecure ? 443 : 80) : Number(port),
  });
}

const sessionSchema = z.object({
  id: z.string(),
  client_reference_id: z.string().nullable(),
  url: z.string().nullable(),
  status: z.enum(['open', 'complete', 'expired']),
  payment_status: z.enum(['paid', 'unpaid', 'no_payment_required']),
  amount_total: z.number().int(),
  currency: z.string(),
  payment_intent: z.string().nullable(),
  expires_at: z.number().int(),
});

function toCheckout(session: Stripe.Checkout.Session): Checkout {
  const parsed = sessionSchema.parse(session);
  return {
    id: parsed.id,
    orderId: parsed.client_reference_id,
    url: parsed.url,
    status: parsed.status,
    paymentStatus: parsed.payment_status,
    amountTotalMinor: parsed.amount_total,
    currency: parsed.currency,
    paymentId: parsed.payment_intent,
    expiresAt: new Date(parsed.expires_at * 1000),
  };
}

function toSessionParams(checkout: NewCheckout): Stripe.Checkout.SessionCreateParams {
  const metadata = { orderId: checkout.orderId };
  return {
    mode: 'payment',
    client_reference_id: checkout.orderId,
    metadata,
    payment_intent_data: { metadata },
    line_items: checkout.lines.map(({ name, unitAmountMinor, quantity }) => ({
      quantity,
      price_data: { currency: checkout.currency, unit_amount: unitAmountMinor, product_data: { name } },
    })),
    success_url: checkout.successUrl,
    cancel_url: checkout.cancelUrl,
    ...(checkout.email === undefined ? {} : { customer_email: checkout.email }),
  };
}

const objectSchema = z.object({ id: z.string() });

/** Makes the payments port over Stripe. Connects at first use. */
export function createPayments(config: PaymentsConfig): PaymentsPort {
  const stripe = createClient(config);

  function verified(rawBody: string | Buffer, signatureHeader: string | null): Stripe.Event {
    try {
      return stripe.webhooks.constructEvent(rawBody, signatureHeader ?? '', config.webhookSecret);
    } catch (error) {
      throw new WebhookSignatureError('The webhook signature is missing, wrong or too old.', {
        cause: error,
      });
    }
  }

  return {
    async createCheckout(checkout) {
      const { idempotencyKey } = checkout;
      return toCheckout(await stripe.checkout.sessions.create(toSessionParams(checkout), { idempotencyKey }));
    },
    async retrieveCheckout(id) {
      try {
        return toCheckout(await stripe.checkout.sessions.retrieve(id));
      } catch (error) {
        if (error instanceof Stripe.errors.StripeError && error.code === 'resource_missing') return null;
        throw error;
      }
    },
    verifyWebhook(rawBody, signatureHeader) {
      const event = verified(rawBody, signatureHeader);
      const object = objectSchema.safeParse(event.data.object);
      return {
        id: event.id,
        type: event.type,
        createdAt: new Date(event.created * 1000),
        objectId: object.success ? object.data.id : null,
      };
    },
    async ping() {
      await stripe.balance.retrieve();
    },
  };
}
