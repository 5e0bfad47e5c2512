import { Html, html } from '@/local/web/html';

const STYLE = `
:root{color-scheme:light dark;--ground:#f6f7f4;--paper:#fff;--ink:#1c2421;--soft:#56625c;--line:#d5dad5;--accent:#0b6b50;--on-accent:#fff;--bad:#a8261c;--bad-ground:#fdeceb;--note:#eef3ee}
@media (prefers-color-scheme:dark){:root{--ground:#121715;--paper:#1b221f;--ink:#e8eeea;--soft:#a3b0a9;--line:#38433e;--accent:#6fd3b0;--on-accent:#08261c;--bad:#ffb4ab;--bad-ground:#3b1a17;--note:#212b27}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
main{max-width:64rem;margin:0 auto;padding:1.5rem 1rem 4rem}
.sheet{max-width:27rem}
h1{font-size:1.35rem;line-height:1.25;margin:0 0 1rem}h2{font-size:1.05rem;margin:2rem 0 .75rem}
.test{display:inline-block;background:var(--note);border:1px solid var(--line);border-radius:99px;padding:.1rem .7rem;font-size:.8rem;color:var(--soft);margin-bottom:1rem}
.card{background:var(--paper);border:1px solid var(--line);border-radius:.9rem;padding:1.1rem;margin-bottom:1rem}
.lines{list-style:none;margin:0;padding:0}
.lines li,.total{display:flex;justify-content:space-between;gap:1rem;padding:.35rem 0}
.lines small{display:block;color:var(--soft)}
.total{border-top:1px solid var(--line);margin-top:.5rem;padding-top:.7rem;font-weight:650;font-size:1.1rem}
.amount{font-variant-numeric:tabular-nums;white-space:nowrap}
label{display:block;font-size:.9rem;font-weight:550;margin:.8rem 0 .25rem}
input{width:100%;font:inherit;color:inherit;background:var(--paper);border:1px solid var(--soft);border-radius:.55rem;padding:.6rem .7rem;min-height:2.75rem}
input[aria-invalid=true]{border-color:var(--bad)}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:.75rem}
button,.button{font:inherit;font-weight:600;min-height:2.75rem;border:1px solid transparent;border-radius:.55rem;padding:.55rem 1rem;cursor:pointer;background:var(--accent);color:var(--on-accent);text-decoration:none;display:inline-block}
.wide{width:100%;margin-top:1.2rem}
.plain{background:transparent;color:inherit;border-color:var(--line);font-weight:500}
.small{min-height:2.25rem;padding:.25rem .7rem;font-size:.875rem}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.error{color:var(--bad);font-size:.875rem;margin:.25rem 0 0}
.alert{background:var(--bad-ground);color:var(--bad);border:1px solid;border-radius:.6rem;padding:.7rem .9rem;margin-bottom:1rem}
.soft,details{color:var(--soft);font-size:.9rem}
code{font-family:ui-monospace,monospace;font-size:.85em;overflow-wrap:anywhere}
.row{display:flex;flex-wrap:wrap;gap:.5rem;align-items:center;justify-content:space-between}
.row form{display:inline}
.actions{display:flex;flex-wrap:wrap;gap:.5rem;margin-top:.6rem}
.actions form{margin:0}.actions{align-items:center}.actions .inline{align-items:center}.actions label{margin:0;white-space:nowrap}.actions input{min-height:2.25rem;padding:.25rem .7rem}
.card>p:first-child,.card>label:first-child,.card>div:first-child>label{margin-top:0}
.state{border:1px solid var(--line);border-radius:99px;padding:.05rem .6rem;font-size:.8rem}
.inline{display:flex;gap:.5rem;align-items:end}.inline input{min-width:0}
pre{overflow:auto;max-height:24rem;background:var(--note);border-radius:.6rem;padding:.8rem;font-size:.8rem;color:var(--ink)}
`;

/** A whole document in the stand-in's look: no script, light or dark as the reader's system, from 320 px on. */
export function documentOf(title: string, body: Html): string {
  return `<!doctype html>${
    html`<html lang="en"><head><meta charset="utf-8"><title>${title}</title><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><style>${new Html(STYLE)}</style></head><body><main>${body}</main></body></html>`
      .markup
  }`;
}
