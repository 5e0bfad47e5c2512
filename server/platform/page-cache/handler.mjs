import { randomBytes } from 'node:crypto';
import fileSystemCache from 'next/dist/server/lib/incremental-cache/file-system-cache.js';
import { policyOf, scriptHashes } from './policy.mjs';

const header = 'content-security-policy';
// biome-ignore lint/style/noProcessEnv: Next loads this file by its path, outside the build in which env.ts can be read
const policy = policyOf(process.env);

/** Node sees a module in the old format here, and the bundler of proxy.ts the class itself. */
const FileSystemCache = fileSystemCache.default ?? fileSystemCache;

/** Hashes of a page are made once and kept as long as the page itself. */
const known = new WeakMap();

function hashesOf(page) {
  let hashes = known.get(page);
  if (hashes === undefined) {
    hashes = scriptHashes(page.html);
    known.set(page, hashes);
  }
  return hashes;
}

const isPage = (value) => value?.kind === 'APP_PAGE' && typeof value.html === 'string';

/**
 * Next's own cache of pages, which also says with each page which scripts may run: those that stand in what is kept, by
 * their hashes, and those that are rendered into its holes for this request, by a nonce (ADR 10). One is made for each
 * request.
 */
export default class PageCache extends FileSystemCache {
  constructor(context) {
    super(context);
    this.headers = context._requestHeaders ?? {};
    // Next takes the nonce of a page from the request; nobody but this class shall choose one.
    delete this.headers[header];
  }

  async get(key, context) {
    const found = await super.get(key, context);
    if (!isPage(found?.value) || this.headers.rsc !== undefined) return found;
    const sources = [...hashesOf(found.value)];
    if (found.value.postponed) sources.push(this.nonce());
    return { ...found, value: withPolicy(found.value, sources) };
  }

  async set(key, page, context) {
    // A page that was made for this request is sent as it is, without being looked up.
    if (isPage(page) && !page.postponed) page.headers = withPolicy(page, hashesOf(page)).headers;
    return await super.set(key, page, context);
  }

  nonce() {
    this.source ??= `'nonce-${randomBytes(16).toString('base64')}'`;
    this.headers[header] = `script-src ${this.source}`;
    return this.source;
  }
}

function withPolicy(page, sources) {
  return { ...page, headers: { ...page.headers, [header]: policy(sources) } };
}
