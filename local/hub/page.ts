import { Html, html } from '@/local/web/html';

/** Places the hub's header links to; every page shows the same ones. */
export interface HubLinks {
  /** Address of the application itself. */
  readonly app: string;
  /** Address of the workflow page, on its own port; absent when somebody else runs the workflows. */
  readonly workflows?: string | undefined;
}

const style = new Html(`
:root { color-scheme: light dark; --paper: light-dark(#fbfaf6, #16181c); --ink: light-dark(#1d2127, #e9e6de);
  --soft: light-dark(#5a6069, #a5a9b0); --line: light-dark(#dedad0, #33373e); --raised: light-dark(#fff, #1e2126);
  --accent: light-dark(#0b5c56, #6fc9be); }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
a { color: var(--accent); text-underline-offset: 0.15em; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
header, main { max-width: 60rem; margin: 0 auto; padding: 1rem; }
header { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; align-items: baseline; border-bottom: 1px solid var(--line); }
header strong { font: 600 1.15rem/1.4 Georgia, serif; margin-inline-end: auto; }
header a { padding: 0.5rem 0; }
h1 { font: 600 1.7rem/1.2 Georgia, serif; margin: 1rem 0; overflow-wrap: anywhere; }
form { display: flex; gap: 0.5rem; margin: 1rem 0; }
input { flex: 1; min-width: 0; }
input, button { font: inherit; padding: 0.55rem 0.75rem; border: 1px solid var(--soft); border-radius: 6px; background: var(--raised); color: inherit; }
button { background: var(--accent); border-color: var(--accent); color: var(--paper); font-weight: 600; }
.soft { color: var(--soft); }
.list { list-style: none; margin: 0; padding: 0; border-top: 1px solid var(--line); }
.list li { border-bottom: 1px solid var(--line); padding: 0.75rem 0; overflow-wrap: anywhere; }
.list li > a { font-weight: 600; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.25rem 1rem; }
dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; font: 0.9rem/1.5 ui-monospace, monospace; background: var(--raised); border: 1px solid var(--line); border-radius: 6px; padding: 1rem; }
iframe { width: 100%; height: min(60vh, 32rem); margin-block: 1rem; border: 1px solid var(--line); border-radius: 6px; background: #fff; color-scheme: light; }
summary { cursor: pointer; padding: 0.5rem 0; }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
td, th { text-align: start; padding: 0.5rem 0.5rem 0.5rem 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
`);

/** A complete page of the hub as a response: header, title, and the given body; readable from 320 px, light and dark. */
export function page(links: HubLinks, title: string, body: Html, status = 200): Response {
  const document = html`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title} · Lyceum local</title>
<link rel="icon" href="data:,">
<style>${style}</style>
<header><strong>Lyceum local</strong><a href="/">Overview</a><a href="/mail">Mail</a><a href="/files">Files</a>
${links.workflows !== undefined && html`<a href="${links.workflows}">Workflows</a>`}<a href="${links.app}">Application</a></header>
<main><h1>${title}</h1>${body}</main>
</html>`;
  return new Response(document.markup, { status, headers: { 'content-type': 'text/html; charset=utf-8' } });
}

/** The page for an address nothing is kept at. */
export function notFoundPage(links: HubLinks): Response {
  return page(
    links,
    'Nothing here',
    html`<p>There is nothing at this address. It may have been removed.</p>`,
    404,
  );
}

/** A moment as a person reads it, in UTC, with the machine-readable form beside it. */
export function time(moment: Date): Html {
  const iso = moment.toISOString();
  return html`<time datetime="${iso}">${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC</time>`;
}

/** A number of bytes in the unit a person would choose. */
export function size(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const units = ['kB', 'MB', 'GB'];
  const exponent = Math.min(Math.floor(Math.log10(bytes) / 3), units.length);
  return `${(bytes / 1000 ** exponent).toFixed(1)} ${units[exponent - 1] ?? ''}`;
}
