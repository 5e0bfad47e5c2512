import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Stripe from 'stripe';
import { startStripe } from './index';

/** A webhook endpoint as an application writes it: the raw body, verified by the vendor's SDK. */
export interface Receiver {
  url: string;
  /** Every delivery, in the order it came in, whatever it was answered with. */
  deliveries: { event: Stripe.Event; raw: string; signature: string }[];
  /** Status of the next answers; 200 once these are used up. */
  failures: number[];
  close(): Promise<void>;
}

const webhookSecret = 'whsec_contract';
/** The key of every test account. */
export const secretKey = 'sk_test_contract';

async function startReceiver(): Promise<Receiver> {
  const deliveries: Receiver['deliveries'] = [];
  const failures: number[] = [];
  const verifier = new Stripe('sk_test_unused');
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const raw = Buffer.concat(chunks).toString('utf8');
    const signature = String(request.headers['stripe-signature']);
    deliveries.push({
      event: verifier.webhooks.constructEvent(raw, signature, webhookSecret),
      raw,
      signature,
    });
    response.writeHead(failures.shift() ?? 200).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/webhook`,
    deliveries,
    failures,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A running account with the vendor's client and a webhook endpoint, in a folder of its own. */
export interface TestAccount {
  readonly stripe: Stripe;
  readonly url: string;
  readonly receiver: Receiver;
  readonly webhookSecret: string;
  /** Stops the stand-in and starts it anew over the same folder. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

function clientFor(url: string): Stripe {
  const { hostname, port } = new URL(url);
  return new Stripe(secretKey, {
    host: hostname,
    port,
    protocol: 'http',
    maxNetworkRetries: 0,
    telemetry: false,
  });
}

/** Starts everything on free ports. */
export async function openTestAccount(): Promise<TestAccount> {
  const dataDir = await mkdtemp(join(tmpdir(), 'stripe-'));
  const receiver = await startReceiver();
  const start = () => startStripe({ port: 0, dataDir, secretKey, webhookSecret, webhookUrl: receiver.url });
  let running = await start();
  let stripe = clientFor(running.url);
  return {
    get stripe() {
      return stripe;
    },
    get url() {
      return running.url;
    },
    receiver,
    webhookSecret,
    async restart() {
      await running.close();
      running = await start();
      stripe = clientFor(running.url);
    },
    async close() {
      await running.close();
      await receiver.close();
      await rm(dataDir, { recursive: true });
    },
  };
}

/** Sends a form of one of the pages, as a browser without script does, and follows no redirect. */
export async function submit(
  address: string,
  fields: Readonly<Record<string, string>>,
): Promise<{ status: number; location: string | null; text: string }> {
  const response = await fetch(address, {
    method: 'POST',
    body: new URLSearchParams(fields),
    redirect: 'manual',
  });
  return { status: response.status, location: response.headers.get('location'), text: await response.text() };
}

/** A filled checkout form with this card. */
export function cardForm(number: string): Record<string, string> {
  return { email: 'ada@example.org', number, expiry: '12/34', cvc: '123', name: 'Ada Lovelace' };
}
