/** Names that say who sent whom, and nothing of what is shown. */
const tracking =
  /^(utm_\w+|fbclid|gclid|gbraid|wbraid|dclid|msclkid|yclid|twclid|igshid|igsh|mc_[ce]id|mkt_tok|_hs(enc|mi)|vero_(id|conv)|oly_(anon|enc)_id|ref_src|ref_url|si|spm|cmpid)$/i;

/** `si` tracks on these only; elsewhere it may mean anything. */
const hostsOfSi = /(^|\.)(youtube\.com|youtu\.be|spotify\.com)$/;

/** Where a link leads that a search engine or a mail program has wrapped. */
function unwrapped(url: URL): string | null {
  const { hostname, pathname, searchParams } = url;
  if (/^www\.google\.[a-z.]+$/.test(hostname) && pathname === '/url') {
    return searchParams.get('q') ?? searchParams.get('url');
  }
  return hostname.endsWith('.safelinks.protection.outlook.com') ? searchParams.get('url') : null;
}

/** Returns a pasted address without what tracks its readers; null for one that no text of ours may hold. */
export function cleanLink(address: string, depth = 0): string | null {
  if (/^mailto:[^\s<>]+$/i.test(address)) return address;
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) return null;
  const url = new URL(address);
  const inner = unwrapped(url);
  if (inner !== null && depth < 3) return cleanLink(inner, depth + 1);
  const names = [...url.searchParams.keys()].filter(
    (name) => tracking.test(name) && (name !== 'si' || hostsOfSi.test(url.hostname)),
  );
  // An address that tracks nobody stays as it was written.
  if (names.length === 0) return address;
  for (const name of names) url.searchParams.delete(name);
  return url.href;
}
