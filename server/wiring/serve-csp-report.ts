import 'server-only';
import { callerAddress } from '@/server/platform/caller-address';
import { type CspReports, createCspReports, reportsOf } from '@/server/platform/csp-reports';
import { env } from '@/server/platform/env';
import { AppError, errorKinds } from '@/server/platform/errors';
import { log } from '@/server/platform/log';
import { countAgainst } from '@/server/platform/ratelimit';
import { readAtMost } from '@/server/platform/read-at-most';
import { singleton } from '@/server/platform/singleton';
import { services } from '@/server/wiring/services';

/** Browsers gather some reports into one message; more than this in one is no browser's. */
const maxBytes = 64 * 1024;

/** The older form of CSP 2, which Firefox and Safari send, and the one of the Reporting API. */
const reportTypes = /^application\/(csp-report|reports\+json)\s*(;|$)/i;

function reports(): CspReports {
  return singleton('csp.reports', () =>
    createCspReports((violation, count) =>
      log().warn(
        { metric: 'csp_violations', count, ...violation },
        'a page broke its content security policy',
      ),
    ),
  );
}

/**
 * Takes what browsers report of pages that broke their policy. Anybody can send anything here: nothing of it is believed,
 * kept or answered beyond one line of log for each kind of violation and period. No cookie is looked at.
 */
export async function serveCspReport(request: Request): Promise<Response> {
  try {
    await countAgainst(services().redis, 'cspReport', `address:${callerAddress(request.headers)}`);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return new Response(null, { status: errorKinds[error.kind].http });
  }
  if (!reportTypes.test(request.headers.get('content-type') ?? ''))
    return new Response(null, { status: 415 });
  const body = await readAtMost(request.body, maxBytes);
  if (body === null) return new Response(null, { status: 413 });
  const found = reportsOf(body, new URL(env().APP_URL).origin);
  if (found === null) return new Response(null, { status: 400 });
  for (const violation of found) reports().take(violation, services().clock.now());
  return new Response(null, { status: 204 });
}
