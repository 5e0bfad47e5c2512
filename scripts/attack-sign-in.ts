/*
 * npm run attack:sign-in: a thousand wrong sign-ins at one account from fifty addresses, against a platform of its own;
 * then whether its owner still gets in, and whether the time of a refusal tells if an address has an account.
 */
import { z } from 'zod';
import { demoAccounts, demoPassword } from '@/prisma/seed/demo-accounts';
import { mannWhitney } from './rank-test';
import { withStack } from './stack';
import { textTable } from './table';

const addresses = 50;
const tries = 20;
/** Refusals timed of each kind, in turn, each from an address of its own, so that no limit is met. */
const timed = 150;

const csrfAnswer = z.object({ csrfToken: z.string() });
const verdictAnswer = z.object({ url: z.string() });

type Attempt = { readonly email: string; readonly password: string; readonly address: string };
type Outcome = { readonly verdict: string; readonly ms: number };

/** Signs in as a browser would; the address is the one our proxy would have seen. */
async function attempt(origin: string, { email, password, address }: Attempt): Promise<Outcome> {
  const from = { 'x-forwarded-for': address };
  const csrf = await fetch(`${origin}/api/auth/csrf`, { headers: from });
  const cookie = csrf.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const { csrfToken } = csrfAnswer.parse(await csrf.json());
  const body = new URLSearchParams({ csrfToken, email, password, callbackUrl: '/', json: 'true' });
  const startedAt = performance.now();
  const response = await fetch(`${origin}/api/auth/callback/password`, {
    method: 'POST',
    headers: { ...from, cookie, origin },
    body,
    redirect: 'manual',
  });
  const { url } = verdictAnswer.parse(await response.json());
  const ms = performance.now() - startedAt;
  return { verdict: new URL(url).searchParams.get('error') ?? 'signed in', ms };
}

function quantile(sorted: readonly number[], q: number): string {
  return (sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN).toFixed(1);
}

function distribution(name: string, values: readonly number[]): string[] {
  const sorted = values.toSorted((a, b) => a - b);
  return [name, String(sorted.length), ...[0.05, 0.25, 0.5, 0.75, 0.95].map((q) => quantile(sorted, q))];
}

async function besiege(origin: string, email: string): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  const hosts = Array.from({ length: addresses }, (_, host) => `198.51.100.${host + 1}`);
  for (let round = 0; round < tries; round += 1) {
    const outcomes = await Promise.all(
      hosts.map(
        async (address) => await attempt(origin, { email, password: `wrong guess no. ${round}`, address }),
      ),
    );
    for (const { verdict } of outcomes) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  }
  return counts;
}

async function timeRefusals(origin: string, known: string) {
  const unknown: number[] = [];
  const wrong: number[] = [];
  for (let number = 0; number < timed; number += 1) {
    const address = (kind: number) => `203.0.${kind}.${number + 1}`;
    const password = 'a guess that fits nobody';
    const nobody = { email: `nobody-${number}@lyceum.test`, password, address: address(1) };
    const somebody = { email: known, password, address: address(2) };
    unknown.push((await attempt(origin, nobody)).ms);
    wrong.push((await attempt(origin, somebody)).ms);
  }
  return { unknown, wrong };
}

async function main(origin: string): Promise<number> {
  const [victim, other] = demoAccounts;
  if (victim === undefined || other === undefined) throw new Error('There are no demo accounts.');
  const counts = await besiege(origin, victim.email);
  const rows = [...counts].map(([verdict, count]) => [verdict, String(count)]);
  console.info(`${addresses * tries} wrong sign-ins from ${addresses} addresses:`);
  console.info(textTable(['answer', 'times'], rows));
  const own = await attempt(origin, { email: victim.email, password: demoPassword, address: '192.0.2.50' });
  console.info(`The owner, from an address of their own: ${own.verdict}`);

  const { unknown, wrong } = await timeRefusals(origin, other.email);
  const header = ['refusal of', 'n', '5 %', '25 %', 'median', '75 %', '95 %'];
  const table = [distribution('an unknown address', unknown), distribution('a wrong password', wrong)];
  console.info(`\nTimes in ms, in turn, each from an address of its own:`);
  console.info(textTable(header, table));
  const p = mannWhitney(unknown, wrong);
  console.info(`Mann-Whitney, two-sided: p = ${p.toFixed(3)} (below 0.01, the two could be told apart)`);
  const isLimited = (counts.get('platform/rate_limited') ?? 0) > 0 && !counts.has('signed in');
  return isLimited && own.verdict === 'signed in' && p >= 0.01 ? 0 : 1;
}

process.exitCode = await withStack(async ({ origin }) => await main(origin), { TRUSTED_PROXIES: '1' });
