import type { CorsRule } from '../storage/records';

/** What a browser says about where a request comes from. */
export type CorsRequest = {
  readonly origin: string;
  readonly method: string;
  /** Lower-case names from `Access-Control-Request-Headers`. */
  readonly requestHeaders: readonly string[];
};

/** Whether `value` fits a pattern with at most one `*`, as S3's rules use them. */
function fits(pattern: string, value: string): boolean {
  const star = pattern.indexOf('*');
  if (star < 0) return pattern === value;
  const [start, end] = [pattern.slice(0, star), pattern.slice(star + 1)];
  return value.length >= start.length + end.length && value.startsWith(start) && value.endsWith(end);
}

function allows(rule: CorsRule, { origin, method, requestHeaders }: CorsRequest): boolean {
  return (
    rule.allowedOrigins.some((pattern) => fits(pattern, origin)) &&
    rule.allowedMethods.some((allowed) => allowed === method) &&
    requestHeaders.every((name) => rule.allowedHeaders.some((pattern) => fits(pattern.toLowerCase(), name)))
  );
}

/** The CORS request of some headers, null when no other origin is involved. */
export function readCorsRequest(
  headers: Readonly<Record<string, string>>,
  method: string,
): CorsRequest | null {
  const origin = headers['origin'];
  if (origin === undefined) return null;
  const names = (headers['access-control-request-headers'] ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase());
  return {
    origin,
    method: headers['access-control-request-method'] ?? method,
    requestHeaders: names.filter((name) => name !== ''),
  };
}

/** The response headers of the first rule that allows the request, null when none does. */
export function corsHeaders(rules: readonly CorsRule[], request: CorsRequest): Record<string, string> | null {
  const rule = rules.find((candidate) => allows(candidate, request));
  if (rule === undefined) return null;
  const isPublic = rule.allowedOrigins.includes('*');
  return {
    'access-control-allow-origin': isPublic ? '*' : request.origin,
    'access-control-allow-methods': rule.allowedMethods.join(', '),
    ...(isPublic ? {} : { 'access-control-allow-credentials': 'true' }),
    ...(request.requestHeaders.length > 0
      ? { 'access-control-allow-headers': request.requestHeaders.join(', ') }
      : {}),
    ...(rule.exposeHeaders.length > 0
      ? { 'access-control-expose-headers': rule.exposeHeaders.join(', ') }
      : {}),
    ...(rule.maxAgeSeconds === null ? {} : { 'access-control-max-age': String(rule.maxAgeSeconds) }),
  };
}
