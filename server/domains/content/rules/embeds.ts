/** Whose things can be shown inside a text, and where their frames come from. Nothing else is ever framed. */
export const embedProviders = [
  'youtube',
  'vimeo',
  'codepen',
  'google',
  'figma',
  'geogebra',
  'desmos',
] as const;

/** One of {@link embedProviders}. */
export type EmbedProvider = (typeof embedProviders)[number];

/** Something of another site that a text shows once its reader asks for it. */
export type Embed = {
  readonly provider: EmbedProvider;
  /** What the provider is called, in every language. */
  readonly title: string;
  /** The address of the frame; made of checked parts only, never the address that somebody wrote. */
  readonly embedUrl: string;
  /** The address people open in a window of its own. */
  readonly pageUrl: string;
  /** Width by height of the frame. */
  readonly ratio: '16/9' | '4/3';
};

type Reader = (url: URL) => { readonly embedUrl: string; readonly pageUrl: string } | null;

const id = /^[\w-]{1,64}$/;

/** The parts of a path; a slash at its end counts for nothing. */
const partsOf = ({ pathname }: URL): string[] => pathname.split('/').filter((part) => part !== '');

/** Seconds from `90`, `90s` or `1m30s`. */
function secondsOf(value: string | null): number {
  const found = /^(?:(\d{1,2})h)?(?:(\d{1,3})m)?(?:(\d{1,5})s?)?$/.exec(value ?? '');
  const [hours = 0, minutes = 0, seconds = 0] = (found?.slice(1) ?? []).map((part) => Number(part ?? 0));
  return hours * 3_600 + minutes * 60 + seconds;
}

const youtube: Reader = (url) => {
  const [first, second] = partsOf(url);
  const isShort = url.hostname === 'youtu.be';
  const named = first === 'embed' || first === 'shorts' || first === 'live' ? second : undefined;
  const video = isShort ? first : first === 'watch' ? url.searchParams.get('v') : named;
  if (video === undefined || video === null || !/^[\w-]{11}$/.test(video)) return null;
  const start = secondsOf(url.searchParams.get('t') ?? url.searchParams.get('start'));
  const from = start === 0 ? '' : `?start=${start}`;
  return {
    embedUrl: `https://www.youtube-nocookie.com/embed/${video}${from}`,
    pageUrl: `https://www.youtube.com/watch?v=${video}${start === 0 ? '' : `&t=${start}s`}`,
  };
};

const vimeo: Reader = (url) => {
  const parts = partsOf(url);
  const at = url.hostname === 'player.vimeo.com' ? 1 : 0;
  const [video, secret] = [parts[at], parts[at + 1] ?? url.searchParams.get('h') ?? undefined];
  if (video === undefined || !/^\d{1,12}$/.test(video) || (at === 1 && parts[0] !== 'video')) return null;
  if (secret !== undefined && !/^[\da-f]{6,20}$/.test(secret)) return null;
  return {
    embedUrl: `https://player.vimeo.com/video/${video}?dnt=1${secret === undefined ? '' : `&h=${secret}`}`,
    pageUrl: `https://vimeo.com/${video}${secret === undefined ? '' : `/${secret}`}`,
  };
};

const codepen: Reader = (url) => {
  const [user, kind, pen, ...rest] = partsOf(url);
  if (user === undefined || pen === undefined || !id.test(user) || !id.test(pen) || rest.length > 0)
    return null;
  if (kind !== 'pen' && kind !== 'embed' && kind !== 'full') return null;
  return {
    embedUrl: `https://codepen.io/${user}/embed/${pen}?default-tab=result`,
    pageUrl: `https://codepen.io/${user}/pen/${pen}`,
  };
};

/** How a thing of Google is framed and opened, by what it is: the ends of its addresses. */
const googlePages: Readonly<Record<string, { readonly frame: string; readonly page: string }>> = {
  document: { frame: 'pub?embedded=true', page: 'pub' },
  presentation: { frame: 'embed', page: 'pub' },
  spreadsheets: { frame: 'pubhtml?widget=true', page: 'pubhtml' },
  forms: { frame: 'viewform?embedded=true', page: 'viewform' },
};
const publishedActs = new Set(['pub', 'pubhtml', 'embed', 'pubembed', 'viewform']);

/** What was published to the web (`/d/e/…/pub`), or is shown to whoever has the address (`/d/…/preview`). */
const google: Reader = (url) => {
  const [app = '', d, ...parts] = partsOf(url);
  const ends = Object.hasOwn(googlePages, app) ? googlePages[app] : undefined;
  const isPublished = parts[0] === 'e';
  const [name = '', act = ''] = isPublished ? parts.slice(1) : parts;
  if (ends === undefined || d !== 'd' || !/^[\w-]{20,120}$/.test(name)) return null;
  const base = `https://docs.google.com/${app}/d/${isPublished ? 'e/' : ''}${name}`;
  if (act === 'preview' && !isPublished) return { embedUrl: `${base}/preview`, pageUrl: `${base}/preview` };
  if (!publishedActs.has(act)) return null;
  const frame = app === 'presentation' && isPublished ? 'pubembed' : ends.frame;
  return { embedUrl: `${base}/${frame}`, pageUrl: `${base}/${ends.page}` };
};

const figma: Reader = (url) => {
  const [kind, key] = partsOf(url);
  const known = ['design', 'file', 'proto', 'board', 'slides', 'deck'].find((one) => one === kind);
  if (known === undefined || key === undefined || !/^[A-Za-z0-9]{10,40}$/.test(key)) return null;
  const shown = known === 'file' ? 'design' : known;
  const node = /^[\d:-]{1,20}$/.exec(url.searchParams.get('node-id') ?? '')?.[0];
  const at = node === undefined ? '' : `node-id=${node.replace(':', '-')}`;
  const query = at === '' ? '' : `?${at}`;
  return {
    embedUrl: `https://embed.figma.com/${shown}/${key}${query === '' ? '?' : `${query}&`}embed-host=lyceum`,
    pageUrl: `https://www.figma.com/${shown}/${key}${query}`,
  };
};

const geogebra: Reader = (url) => {
  const parts = partsOf(url);
  const isFrame = parts[0] === 'material' && parts[1] === 'iframe' && parts[2] === 'id';
  const material = isFrame ? parts[3] : parts[0] === 'm' ? parts[1] : undefined;
  if (material === undefined || !/^[A-Za-z0-9]{5,20}$/.test(material)) return null;
  return {
    embedUrl: `https://www.geogebra.org/material/iframe/id/${material}/border/dddddd`,
    pageUrl: `https://www.geogebra.org/m/${material}`,
  };
};

const desmos: Reader = (url) => {
  const [tool, graph] = partsOf(url);
  const known = ['calculator', 'geometry', '3d'].find((one) => one === tool);
  if (known === undefined || graph === undefined || !/^[a-z0-9]{6,24}$/.test(graph)) return null;
  return {
    embedUrl: `https://www.desmos.com/${known}/${graph}?embed`,
    pageUrl: `https://www.desmos.com/${known}/${graph}`,
  };
};

type Known = Pick<Embed, 'provider' | 'title' | 'ratio'> & { readonly read: Reader };

const known: Readonly<Record<EmbedProvider, Known & { readonly hosts: readonly string[] }>> = {
  youtube: {
    ...{ provider: 'youtube', title: 'YouTube', ratio: '16/9', read: youtube },
    hosts: ['www.youtube.com', 'youtube.com', 'm.youtube.com', 'youtu.be', 'www.youtube-nocookie.com'],
  },
  vimeo: {
    ...{ provider: 'vimeo', title: 'Vimeo', ratio: '16/9', read: vimeo },
    hosts: ['vimeo.com', 'www.vimeo.com', 'player.vimeo.com'],
  },
  codepen: {
    ...{ provider: 'codepen', title: 'CodePen', ratio: '4/3', read: codepen },
    hosts: ['codepen.io'],
  },
  google: {
    ...{ provider: 'google', title: 'Google Docs', ratio: '4/3', read: google },
    hosts: ['docs.google.com'],
  },
  figma: {
    ...{ provider: 'figma', title: 'Figma', ratio: '16/9', read: figma },
    hosts: ['www.figma.com', 'figma.com', 'embed.figma.com'],
  },
  geogebra: {
    ...{ provider: 'geogebra', title: 'GeoGebra', ratio: '4/3', read: geogebra },
    hosts: ['www.geogebra.org', 'geogebra.org'],
  },
  desmos: {
    ...{ provider: 'desmos', title: 'Desmos', ratio: '4/3', read: desmos },
    hosts: ['www.desmos.com'],
  },
};

const byHost = new Map(Object.values(known).flatMap((one) => one.hosts.map((host) => [host, one] as const)));

/**
 * Returns what an address shows inside a text, or null for an address that only leads somewhere. The host is compared as a
 * whole, and the frame's address is made anew of the checked parts, so that nothing else can come in with it.
 */
export function embedFor(address: string): Embed | null {
  if (address.length > 500 || !URL.canParse(address)) return null;
  const url = new URL(address);
  const isPlain = url.protocol === 'https:' && url.port === '' && url.username === '' && url.password === '';
  const found = isPlain ? byHost.get(url.hostname) : undefined;
  const places = found?.read(url) ?? null;
  if (found === undefined || places === null) return null;
  const { provider, title, ratio } = found;
  return { provider, title, ratio, ...places };
}
