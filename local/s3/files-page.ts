import { Html, html } from '@/local/web/html';
import type { FileBrowser, FileEntry, FileListing } from './browse';

/** What to show, and where the page itself lives. */
export type FilesPage = {
  readonly files: FileBrowser;
  readonly bucket: string;
  /** Folder to show, empty or ending in a slash. */
  readonly prefix: string;
  /** Entry after which to start, from a former page. */
  readonly after?: string;
  /** Path of the page, e.g. `/files`; it is linked with `?bucket=…&prefix=…&after=…`. */
  readonly path: string;
};

const style = new Html(`
:root{color-scheme:light dark;--ink:#1c2430;--soft:#5a6675;--paper:#fbfaf7;--card:#fff;--line:#e3e0d8;--link:#1f5fa8}
@media(prefers-color-scheme:dark){:root{--ink:#e8eaee;--soft:#9aa5b4;--paper:#12161c;--card:#1a2028;--line:#2c3542;--link:#86b8f2}}
*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
main{max-width:60rem;margin:0 auto;padding:1.5rem 1rem 4rem}h1{font-size:1.25rem;margin:0 0 .25rem}
a{color:var(--link);text-underline-offset:.2em}a:focus-visible{outline:2px solid var(--link);outline-offset:2px}
nav{margin:0 0 1rem;overflow-wrap:anywhere}ul{list-style:none;margin:0;padding:0;background:var(--card);border:1px solid var(--line);border-radius:.75rem}
li{display:flex;flex-wrap:wrap;gap:.125rem 1rem;padding:.625rem 1rem;border-top:1px solid var(--line)}li:first-child{border-top:0}
li a{flex:1 1 16rem;overflow-wrap:anywhere}small{color:var(--soft);font-size:.875rem;font-variant-numeric:tabular-nums}
p{color:var(--soft)}`);

function formatSize(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB'];
  const power = bytes === 0 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const amount = bytes / 1000 ** power;
  return `${amount.toFixed(power === 0 || amount >= 100 ? 0 : 1)} ${units[power]}`;
}

function link(href: string, text: string): Html {
  return html`<a href="${href}">${text}</a>`;
}

function address({ path, bucket }: FilesPage, prefix: string, after = ''): string {
  const query = new URLSearchParams({ bucket, prefix, ...(after === '' ? {} : { after }) });
  return `${path}?${query}`;
}

function breadcrumbs(page: FilesPage): readonly Html[] {
  const steps = page.prefix.split('/').filter((step) => step !== '');
  const links = steps.map(
    (step, index) => html` / ${link(address(page, `${steps.slice(0, index + 1).join('/')}/`), step)}`,
  );
  return [link(address(page, ''), page.bucket), ...links];
}

function fileRow(page: FilesPage, file: FileEntry): Html {
  const name = file.key.slice(page.prefix.length) || file.key;
  const moment = file.modifiedAt.toISOString();
  const details = html`${formatSize(file.size)} · ${file.contentType} · <time datetime="${moment}">${moment.slice(0, 16).replace('T', ' ')} UTC</time>`;
  return html`<li>${link(page.files.linkTo(page.bucket, file.key), name)}<small>${details}</small></li>`;
}

function entries(page: FilesPage, listing: FileListing): Html {
  if (listing.folders.length + listing.files.length === 0) return html`<p>Nothing is stored here yet.</p>`;
  const folders = listing.folders.map(
    (folder) =>
      html`<li>${link(address(page, folder), folder.slice(page.prefix.length))}<small>folder</small></li>`,
  );
  return html`<ul>${folders}${listing.files.map((file) => fileRow(page, file))}</ul>`;
}

/** A page that lists a folder of a bucket, readable from 320 pixels up, in light and dark, without scripts. */
export function filesPage(page: FilesPage): string {
  const listing = page.files.list(page.bucket, page.prefix, page.after);
  const next = listing?.next ?? null;
  const body = listing === null ? html`<p>There is no such bucket.</p>` : entries(page, listing);
  const more = next === null ? null : html`<p>${link(address(page, page.prefix, next), 'Next page')}</p>`;
  return html`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>Files · ${page.bucket}</title><style>${style}</style></head><body><main><h1>Files</h1><nav aria-label="Folders">${breadcrumbs(page)}</nav>${body}${more}</main></body></html>`
    .markup;
}
