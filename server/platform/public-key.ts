const publicPrefix = 'public/';

/** Tells whether anyone may be served the object under this key. */
export function isPublicKey(key: string): boolean {
  return key.startsWith(publicPrefix) && !key.split('/').includes('..');
}

/** Returns the site-relative address of a public object: `public/images/a.svg` is served at `/media/images/a.svg`. */
export function publicUrl(key: string): string {
  return `/media/${key.slice(publicPrefix.length).split('/').map(encodeURIComponent).join('/')}`;
}
