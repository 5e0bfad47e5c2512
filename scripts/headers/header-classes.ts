/** What one header must be: this text, something like it, or absent. */
export type Expected = string | RegExp | null;

/** One kind of answer: an address that stands for it, and what must be in its head. */
export type HeaderClass = {
  readonly name: string;
  /** The route handler that it stands for; null for pages and what the framework answers by itself. */
  readonly route: string | null;
  readonly path: string;
  readonly method?: 'GET' | 'POST';
  /** Whose session it is asked with. */
  readonly as?: 'learner';
  readonly status: number;
  /** Beyond {@link everywhere}, or instead of it. */
  readonly headers: Readonly<Record<string, Expected>>;
  /** Cookies it may set, by their names without `__Host-`; the answer sets no other. */
  readonly cookies: readonly string[];
};

const loosePolicy =
  /script-src 'self' 'unsafe-inline'; base-uri 'self'; object-src 'none'; frame-ancestors 'self'; form-action 'self'; frame-src 'self'; report-uri \/api\/csp-reports; report-to csp/;
/** Of the pages that hold one frame, which name the one place it may load from in a policy of their own. */
const framePolicy =
  /script-src 'self' 'unsafe-inline'; base-uri 'self'; object-src 'none'; frame-ancestors 'self'; form-action 'self'; report-uri \/api\/csp-reports; report-to csp/;
const strictByHash = /script-src 'self'( 'sha256-[\w+/]+=*')+;(?!.*'nonce-).*report-to csp$/;
const strictByNonce = /script-src 'self'( 'sha256-[\w+/]+=*')* 'nonce-[\w+/]+=*';.*report-to csp$/;

/** What every answer tells a browser. Transport security is for hosts that are reached by TLS. */
export const everywhere = (isSecure: boolean): Readonly<Record<string, Expected>> => ({
  'content-security-policy': loosePolicy,
  'reporting-endpoints': 'csp="/api/csp-reports"',
  'strict-transport-security': isSecure ? 'max-age=63072000; includeSubDomains' : null,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'x-frame-options': 'SAMEORIGIN',
  'permissions-policy': /camera=\(\).*microphone=\(\).*payment=\(\)/,
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'x-powered-by': null,
});

/** Kept by nobody: what is in it is one person's, or is true for this moment only. */
const keptByNobody = /no-store/;
const sharedPage = /s-maxage=\d+/;

/**
 * Every class of answer of the site. `npm run headers` reports them, e2e/headers.spec.ts holds them, and a route handler
 * that stands in no row fails server/wiring/route-classes.int.test.ts.
 */
export const headerClasses: readonly HeaderClass[] = [
  {
    name: 'static file',
    route: null,
    path: '/icon.svg',
    status: 200,
    headers: { 'cache-control': /max-age/ },
    cookies: [],
  },
  {
    name: 'page made at the build',
    route: null,
    path: '/en',
    status: 200,
    headers: { 'content-security-policy#strict': strictByHash, 'cache-control': sharedPage },
    cookies: [],
  },
  {
    name: 'cached page',
    route: null,
    path: '/en/courses/git-without-fear',
    status: 200,
    headers: { 'content-security-policy#strict': strictByHash, 'cache-control': sharedPage },
    cookies: [],
  },
  {
    name: 'personal page',
    route: null,
    path: '/en/learn',
    as: 'learner',
    status: 200,
    headers: { 'content-security-policy#strict': strictByNonce, 'cache-control': keptByNobody },
    cookies: [],
  },
  {
    name: 'personal page, to a visitor',
    route: null,
    path: '/en/learn',
    status: 200,
    headers: { 'content-security-policy#strict': strictByNonce, 'cache-control': keptByNobody },
    cookies: [],
  },
  {
    name: 'page that does not exist',
    route: null,
    path: '/en/nowhere',
    status: 404,
    headers: { 'content-security-policy#strict': strictByHash, 'cache-control': keptByNobody },
    cookies: [],
  },
  {
    name: 'address that is no text',
    route: null,
    path: '/en/courses/%zz',
    status: 404,
    headers: { 'content-security-policy#strict': strictByHash, 'cache-control': keptByNobody },
    cookies: [],
  },
  {
    name: 'redirect to a language',
    route: null,
    path: '/courses',
    status: 307,
    headers: { vary: /accept-language/i },
    cookies: [],
  },
  {
    name: 'redirect of a form',
    route: 'app/[locale]/(catalog)/verify/find/route.ts',
    path: '/en/verify/find?code=0000',
    status: 303,
    headers: {},
    cookies: [],
  },
  {
    name: 'tRPC',
    route: 'app/api/trpc/[trpc]/route.ts',
    path: '/api/trpc/auth.viewer',
    status: 200,
    headers: { 'cache-control': keptByNobody, 'content-type': /^application\/json/ },
    cookies: [],
  },
  {
    name: 'sign-in',
    route: 'app/api/auth/[...nextauth]/route.ts',
    path: '/api/auth/csrf',
    status: 200,
    headers: { 'cache-control': keptByNobody, 'content-type': /^application\/json/ },
    cookies: ['lyceum.csrf', 'lyceum.return'],
  },
  {
    name: 'uploads',
    route: 'app/api/uploadthing/route.ts',
    path: '/api/uploadthing',
    status: 405,
    headers: {},
    cookies: [],
  },
  {
    name: 'Inngest',
    route: 'app/api/inngest/route.ts',
    path: '/api/inngest',
    method: 'POST',
    status: 401,
    headers: {},
    cookies: [],
  },
  {
    name: 'download of one person',
    route: 'app/api/exports/[id]/route.ts',
    path: '/api/exports/018f0000-0000-7000-8000-000000000000',
    as: 'learner',
    status: 404,
    headers: { 'cache-control': keptByNobody },
    cookies: [],
  },
  {
    name: 'course as an archive, to somebody else',
    route: 'app/api/courses/[slug]/export/route.ts',
    path: '/api/courses/git-without-fear/export',
    as: 'learner',
    status: 404,
    headers: { 'cache-control': keptByNobody },
    cookies: [],
  },
  {
    name: 'stream, to a visitor',
    route: 'app/api/media/[token]/[...path]/route.ts',
    path: '/api/media/no-grant/main.m3u8',
    status: 401,
    headers: { 'cache-control': keptByNobody },
    cookies: [],
  },
  {
    name: 'frame around a page of another site',
    route: 'app/api/embeds/route.ts',
    path: '/api/embeds?url=https%3A%2F%2Fvimeo.com%2F76979871&title=A',
    status: 200,
    headers: {
      'content-security-policy': framePolicy,
      'cache-control': keptByNobody,
    },
    cookies: [],
  },
  {
    name: 'frame around a document, to a visitor',
    route: 'app/api/lessons/[lessonId]/document/route.ts',
    path: '/api/lessons/018f0000-0000-7000-8000-000000000000/document',
    status: 401,
    headers: { 'content-security-policy': framePolicy, 'cache-control': keptByNobody },
    cookies: [],
  },
  {
    name: 'file of a lesson, to a visitor',
    route: 'app/api/lessons/[lessonId]/files/[assetId]/route.ts',
    path: '/api/lessons/018f0000-0000-7000-8000-000000000000/files/018f0000-0000-7000-8000-000000000000',
    status: 401,
    headers: { 'cache-control': keptByNobody },
    cookies: [],
  },
  {
    name: 'session for calendars, to a visitor',
    route: 'app/api/lessons/[lessonId]/calendar/route.ts',
    path: '/api/lessons/018f0000-0000-7000-8000-000000000000/calendar',
    status: 401,
    headers: { 'cache-control': keptByNobody },
    cookies: [],
  },
  {
    name: 'public picture',
    route: 'app/media/[...key]/route.ts',
    path: '/media/covers/nothing.webp',
    status: 404,
    headers: { 'cross-origin-resource-policy': 'cross-origin' },
    cookies: [],
  },
  {
    name: 'reports of violations',
    route: 'app/api/csp-reports/route.ts',
    path: '/api/csp-reports',
    method: 'POST',
    // What is sent is no report.
    status: 415,
    headers: {},
    cookies: [],
  },
  {
    name: 'health: alive',
    route: 'app/api/health/live/route.ts',
    path: '/api/health/live',
    status: 200,
    headers: { 'cache-control': keptByNobody },
    cookies: [],
  },
  {
    name: 'health: ready',
    route: 'app/api/health/ready/route.ts',
    path: '/api/health/ready',
    status: 200,
    headers: { 'cache-control': keptByNobody },
    cookies: [],
  },
];
