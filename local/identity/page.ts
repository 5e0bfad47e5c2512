import { Html, html } from '@/local/web/html';
import type { Answer } from './http';

const style = new Html(`
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 26rem; margin: 0 auto; padding: 2rem 1rem; }
h1 { font-size: 1.5rem; line-height: 1.2; }
label { display: block; margin-top: 1rem; }
input:not([type=checkbox]) { box-sizing: border-box; width: 100%; margin-top: 0.25rem; }
input, button { font: inherit; padding: 0.55rem 0.75rem; }
button { margin: 1.5rem 0.5rem 0 0; }
:focus-visible { outline: 3px solid Highlight; outline-offset: 2px; }
`);

/** The page runs no script; its form leads on to the application, so where it may lead is left open. */
const headers = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
} as const;

/** What the sign-in page shows. */
export interface SignInPage {
  /** Whom the stand-in plays: "Google". */
  readonly provider: string;
  /** Where the form goes. */
  readonly action: string;
  /** What to carry along. */
  readonly hidden?: Readonly<Record<string, string>>;
  /** Whether the last try named nobody. */
  readonly isAgain?: boolean;
}

/** The page on which anybody may claim to be anybody: there is no password here. */
export function signInPage({ provider, action, hidden = {}, isAgain = false }: SignInPage): Answer {
  const carried = Object.entries(hidden).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  );
  const body = html`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Sign in · ${provider} (local)</title>
<link rel="icon" href="data:,">
<style>${style}</style>
<main>
<h1>${provider} (local)</h1>
<p>This page stands in for ${provider} while Lyceum runs on this machine. Be whoever you like.</p>
${isAgain && html`<p role="alert">Enter a name, and an e-mail address like name@example.org.</p>`}
<form method="post" action="${action}">${carried}
<label>E-mail address <input name="email" type="email" autocomplete="off" required></label>
<label>Name <input name="name" autocomplete="off" required></label>
<label><input name="verified" type="checkbox" checked> ${provider} has verified the address</label>
<button type="submit">Sign in</button>
<button type="submit" name="cancel" value="yes" formnovalidate>Cancel</button>
</form>
</main>
</html>`.markup;
  return { status: isAgain ? 422 : 200, headers, body };
}
