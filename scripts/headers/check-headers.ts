import { type Expected, everywhere, type HeaderClass } from './header-classes';

/** What of an answer is looked at. `headers` joins those that were sent twice by a comma, as a browser reads them. */
export type Answer = {
  readonly status: number;
  readonly headers: Headers;
};

/** Asks for one class of answer, without following where it leads. */
export async function askFor(one: HeaderClass, origin: string, cookie: string | undefined): Promise<Answer> {
  const { status, headers, body } = await fetch(origin + one.path, {
    method: one.method ?? 'GET',
    redirect: 'manual',
    headers: cookie === undefined ? {} : { cookie },
    ...(one.method === 'POST' ? { body: '{}' } : {}),
  });
  await body?.cancel();
  return { status, headers };
}

/** `content-security-policy#strict` names a header once more, so that two things can be asked of it. */
const headerOf = (key: string): string => key.replace(/#.*/, '');

function faultOf(key: string, expected: Expected, value: string | null): string | null {
  const said = value === null ? 'is missing' : `is "${value}"`;
  if (expected === null) return value === null ? null : `${key} ${said} and should not be sent`;
  const isRight = typeof expected === 'string' ? value === expected : value !== null && expected.test(value);
  return isRight ? null : `${key} ${said}, expected ${String(expected)}`;
}

function cookieFaults(one: HeaderClass, { headers }: Answer, isSecure: boolean): string[] {
  const prefix = isSecure ? '__Host-' : '';
  const wanted = ['HttpOnly', 'SameSite=Lax', 'Path=/', ...(isSecure ? ['Secure'] : [])];
  return headers.getSetCookie().flatMap((line) => {
    const [pair = '', ...attributes] = line.split(/; */);
    const name = pair.slice(0, pair.indexOf('='));
    const given = new Set(attributes.map((attribute) => attribute.toLowerCase()));
    const missing = wanted.filter((attribute) => !given.has(attribute.toLowerCase()));
    return [
      ...(one.cookies.some((known) => prefix + known === name)
        ? []
        : [`set-cookie "${name}" is not expected`]),
      ...missing.map((attribute) => `set-cookie "${name}" lacks ${attribute}`),
      ...(attributes.some((attribute) => /^domain=/i.test(attribute))
        ? [`set-cookie "${name}" has a Domain`]
        : []),
    ];
  });
}

/** Returns what is missing or wrong in the head of an answer, each with the name of its class and header; none if sound. */
export function faultsOf(one: HeaderClass, answer: Answer, isSecure: boolean): readonly string[] {
  const expected = { ...everywhere(isSecure), ...one.headers };
  const faults = Object.entries(expected).map(([key, value]) =>
    faultOf(key, value, answer.headers.get(headerOf(key))),
  );
  const found = [
    answer.status === one.status ? null : `status is ${answer.status}, expected ${one.status}`,
    ...faults,
    ...cookieFaults(one, answer, isSecure),
  ];
  return found.flatMap((fault) => (fault === null ? [] : [`${one.name}: ${fault}`]));
}

const short = (value: string | null): string => value ?? '–';

function policies(value: string | null): string {
  if (value === null) return '–';
  const all = [...value.matchAll(/script-src ([^;]*)/g)].map(([, sources = '']) => {
    if (sources.includes("'unsafe-inline'")) return 'loose';
    const hashes = sources.match(/'sha256-/g)?.length ?? 0;
    return `strict (${hashes} hashes${sources.includes("'nonce-") ? ', nonce' : ''})`;
  });
  return all.length === 0 ? 'sandbox' : all.join(' + ');
}

/** The columns of {@link reportRow}. */
export const reportHeading = [
  '',
  'class',
  'status',
  'CSP',
  'HSTS',
  'nosniff',
  'referrer',
  'frame',
  'permissions',
  'cache-control',
  'cookies',
] as const;

/** One line of the report: what an answer said, in short. */
export function reportRow(
  one: HeaderClass,
  { status, headers }: Answer,
  isSound: boolean,
): readonly string[] {
  const closed = headers.get('permissions-policy')?.match(/=\(\)/g)?.length;
  const cookies = headers.getSetCookie().map((line) => {
    const [pair = '', ...attributes] = line.split(/; */);
    const kept = attributes.filter((attribute) => !/^(expires|max-age)=/i.test(attribute));
    return [pair.slice(0, pair.indexOf('=')), ...kept].join(' ');
  });
  return [
    isSound ? '✓' : '✗',
    one.name,
    String(status),
    policies(headers.get('content-security-policy')),
    short(headers.get('strict-transport-security')),
    headers.get('x-content-type-options') === 'nosniff' ? 'yes' : 'no',
    short(headers.get('referrer-policy')),
    short(headers.get('x-frame-options')),
    closed === undefined ? '–' : `${closed} off`,
    short(headers.get('cache-control')),
    cookies.length === 0 ? '–' : cookies.join(' | '),
  ];
}
