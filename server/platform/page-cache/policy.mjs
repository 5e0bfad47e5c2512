import { createHash } from 'node:crypto';
import { reportDirectives } from './reporting.mjs';

/**
 * The one script of ours that stands in every page, `themeScript`. It is a constant, and carries no nonce where a page is
 * rendered whole for one request; a test holds both together.
 */
const themeScriptHash = "'sha256-TtcwHgw9TPKU4r3LFw2WW1CtfInHUCeIz+bOgLKItbU='";

const scripts = /<script([^>]*)>([\s\S]*?)<\/script>/g;

/** Blocks of data are no scripts: nothing runs them, and no policy asks about them. */
const isData = (attributes) => /\btype="application\/(ld\+)?json"/.test(attributes);

/**
 * Returns the hashes of the scripts that stand in a page, as a policy names them.
 *
 * @param {string} html
 * @returns {readonly string[]}
 */
export function scriptHashes(html) {
  const hashes = new Set();
  for (const [, attributes = '', text = ''] of html.matchAll(scripts)) {
    if (/\bsrc=/.test(attributes) || isData(attributes) || text === '') continue;
    hashes.add(`'sha256-${createHash('sha256').update(text).digest('base64')}'`);
  }
  return [...hashes];
}

const originOf = (address) =>
  address !== undefined && URL.canParse(address) ? [new URL(address).origin] : [];

/** The hosts beside ours that browsers load files from and send files to, as this process is configured. */
function fileOrigins(settings) {
  const {
    S3_ENDPOINT,
    S3_BUCKET,
    S3_REGION = 'us-east-1',
    CLOUDFRONT_MEDIA_URL,
    UPLOADTHING_UFS_HOST,
    UPLOADTHING_INGEST_URL,
  } = settings;
  const store = S3_ENDPOINT
    ? originOf(S3_ENDPOINT)
    : [`https://${S3_BUCKET}.s3.${S3_REGION}.amazonaws.com`].filter(() => Boolean(S3_BUCKET));
  const scheme = UPLOADTHING_INGEST_URL?.startsWith('http:') ? 'http' : 'https';
  const files = originOf(`${scheme}://${UPLOADTHING_UFS_HOST || '*.ufs.sh'}`.replace('*', 'any'));
  const shown = files.map((origin) => origin.replace('any', '*'));
  const sent = UPLOADTHING_INGEST_URL
    ? originOf(UPLOADTHING_INGEST_URL)
    : ['https://*.ingest.uploadthing.com'];
  // The bytes of private files come from there, after an answer of ours has led to it.
  return { store: [...store, ...originOf(CLOUDFRONT_MEDIA_URL)], shown, sent };
}

/**
 * Returns a function from the sources of scripts to the whole policy of a page; everything else in it is the same for
 * every page of this process.
 *
 * @param {Readonly<Record<string, string | undefined>>} settings
 * @returns {(scriptSources: readonly string[]) => string}
 */
export function policyOf(settings) {
  const { store, shown, sent } = fileOrigins(settings);
  const line = (name, ...sources) => [name, ...sources].join(' ');
  const rest = [
    line('default-src', "'none'"),
    // React writes style attributes, and the library of the controls adds one rule of its own; neither can run a script.
    line('style-src', "'self'", "'unsafe-inline'"),
    line('img-src', "'self'", 'data:', 'blob:', ...store, ...shown),
    line('media-src', "'self'", 'blob:', ...store),
    line('font-src', "'self'"),
    line('connect-src', "'self'", ...store, ...sent),
    line('manifest-src', "'self'"),
    line('worker-src', "'self'"),
    // Of other sites only through a page of ours that holds one frame (server/wiring/frame-page.ts).
    line('frame-src', "'self'"),
    reportDirectives,
  ].join('; ');
  return (scriptSources) =>
    `${line('script-src', ...new Set(["'self'", themeScriptHash, ...scriptSources]))}; ${rest}`;
}
