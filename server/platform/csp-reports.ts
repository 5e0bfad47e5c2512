import { z } from 'zod';

/** What is kept of a violation: which rule, what kind of thing broke it, and in which part of the site. No person. */
export type CspViolation = {
  readonly directive: string;
  /** A scheme and host, or a word of the browser's such as `inline`. */
  readonly blocked: string;
  /** The first part of the page's path, without language: the rest may name people, courses or secrets. */
  readonly area: string;
};

const text = z.string().max(8_192).optional().catch(undefined);

/** CSP 2, `report-uri`. */
const older = z.object({
  'csp-report': z.object({
    'document-uri': text,
    'effective-directive': text,
    'violated-directive': text,
    'blocked-uri': text,
    'source-file': text,
  }),
});

/** The Reporting API, `report-to`. */
const newer = z.array(
  z.object({
    type: z.string(),
    body: z
      .object({ documentURL: text, effectiveDirective: text, blockedURL: text, sourceFile: text })
      .optional()
      .catch(undefined),
  }),
);

/** No page of ours breaks more rules at once. */
const maxPerBody = 50;

type Raw = {
  readonly page: string | undefined;
  readonly directive: string | undefined;
  readonly blocked: string | undefined;
  readonly source: string | undefined;
};

function rawReports(given: unknown): readonly Raw[] | null {
  const one = older.safeParse(given).data?.['csp-report'];
  if (one !== undefined) {
    return [
      {
        page: one['document-uri'],
        directive: one['effective-directive'] ?? one['violated-directive'],
        blocked: one['blocked-uri'],
        source: one['source-file'],
      },
    ];
  }
  const many = newer.safeParse(given).data;
  if (many === undefined) return null;
  return many.flatMap(({ type, body }) => {
    if (type !== 'csp-violation' || body === undefined) return [];
    const { documentURL: page, effectiveDirective: directive, blockedURL: blocked, sourceFile } = body;
    return [{ page, directive, blocked, source: sourceFile }];
  });
}

const extension = /^[a-z-]*extension(:|$)/;

/** A word of the browser's, or no more of an address than its host. */
function placeOf(blocked: string): string {
  if (/^[a-z-]{1,30}$/.test(blocked)) return blocked;
  if (!URL.canParse(blocked)) return 'unknown';
  const { protocol, host } = new URL(blocked);
  return host === '' ? protocol : `${protocol}//${host}`.slice(0, 120);
}

function areaOf({ pathname }: URL): string {
  const part = pathname.replace(/^\/(en|es|ar)(?=\/|$)/, '').split('/')[1] ?? '';
  return /^[a-z-]{1,30}$/.test(part) ? `/${part}` : '/';
}

function violationOf({ page, directive, blocked, source }: Raw, origin: string): CspViolation | null {
  if (page === undefined || !URL.canParse(page) || new URL(page).origin !== origin) return null;
  // What people have added to their own browser breaks our policy every day, and tells nothing about our pages.
  if (extension.test(blocked ?? '') || extension.test(source ?? '')) return null;
  const [name = ''] = (directive ?? '').split(' ');
  if (!/^[a-z-]{3,40}$/.test(name)) return null;
  return { directive: name, blocked: placeOf(blocked ?? ''), area: areaOf(new URL(page)) };
}

/**
 * Returns the violations of pages of `origin` that a body of either format reports, or null when it is neither. What
 * browsers add (whole addresses, samples of code, who sent them) is left behind.
 */
export function reportsOf(body: string, origin: string): readonly CspViolation[] | null {
  let given: unknown;
  try {
    given = JSON.parse(body);
  } catch {
    return null;
  }
  const raw = rawReports(given);
  return raw === null ? null : raw.slice(0, maxPerBody).flatMap((one) => violationOf(one, origin) ?? []);
}

/** One kind of violation is told once in so long, in ms, with how often it has been seen. */
const periodMs = 10 * 60_000;

/** More kinds than this at once are somebody playing: they are counted together. */
const maxKinds = 200;

const others: CspViolation = { directive: 'other', blocked: 'other', area: '/' };

/** Where violations are taken to. */
export type CspReports = { readonly take: (violation: CspViolation, at: Date) => void };

/**
 * Tells the first violation of each kind at once and those that follow in one number, with the next report that comes when
 * the period is over; so that a page thousands visit makes lines nobody drowns in, and the sum of all counts is right.
 */
export function createCspReports(tell: (violation: CspViolation, count: number) => void): CspReports {
  const kinds = new Map<string, { violation: CspViolation; since: number; untold: number }>();
  const endPeriods = (now: number): void => {
    for (const [key, { violation, since, untold }] of kinds) {
      if (now - since < periodMs) continue;
      kinds.delete(key);
      if (untold > 0) tell(violation, untold);
    }
  };
  return {
    take: (given, at) => {
      endPeriods(at.getTime());
      const isFull = kinds.size >= maxKinds && !kinds.has(JSON.stringify(given));
      const violation = isFull ? others : given;
      const key = JSON.stringify(violation);
      const known = kinds.get(key);
      if (known !== undefined) {
        known.untold += 1;
        return;
      }
      kinds.set(key, { violation, since: at.getTime(), untold: 0 });
      tell(violation, 1);
    },
  };
}
