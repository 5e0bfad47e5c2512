import { z } from 'zod';

/** A site whose pages may stand inside a lesson, and how an address of it becomes the one that is made for frames. */
type Provider = {
  readonly name: string;
  /** Where people copy addresses from. */
  readonly hosts: readonly string[];
  /** The one place that the frame may load from. */
  readonly frameOrigin: string;
  /** Width to height of what it shows. */
  readonly ratio: '16 / 9' | '4 / 3';
  /** Returns path and query within {@link frameOrigin}; null for a page that cannot stand in a frame. */
  readonly toFrame: (url: URL) => string | null;
};

const youtubeId = /^[\w-]{11}$/;

function youtube(url: URL): string | null {
  const [first = '', second = ''] = url.pathname.split('/').slice(1);
  const named = ['embed', 'shorts', 'live', 'v'].includes(first) ? second : null;
  const id = url.hostname === 'youtu.be' ? first : (named ?? url.searchParams.get('v') ?? '');
  if (!youtubeId.test(id)) return null;
  const start = /^(\d{1,5})s?$/.exec(url.searchParams.get('t') ?? url.searchParams.get('start') ?? '')?.[1];
  return `/embed/${id}?rel=0${start === undefined ? '' : `&start=${start}`}`;
}

function vimeo(url: URL): string | null {
  const [, id, path] = /^\/(?:video\/)?(\d{5,12})(?:\/([\da-f]{6,20}))?\/?$/.exec(url.pathname) ?? [];
  const hash = path ?? /^[\da-f]{6,20}$/.exec(url.searchParams.get('h') ?? '')?.[0];
  return id === undefined ? null : `/video/${id}?dnt=1${hash === undefined ? '' : `&h=${hash}`}`;
}

function loom(url: URL): string | null {
  const id = /^\/(?:share|embed)\/([\da-f]{32})\/?$/.exec(url.pathname)?.[1];
  return id === undefined ? null : `/embed/${id}`;
}

function codepen(url: URL): string | null {
  const [, user, id] =
    /^\/([\w-]{1,60})\/(?:pen|embed|full|details)\/(\w{4,40})\/?$/.exec(url.pathname) ?? [];
  return user === undefined || id === undefined ? null : `/${user}/embed/${id}?default-tab=result`;
}

const googleForms: Readonly<Record<string, string>> = {
  presentation: 'embed',
  document: 'pub?embedded=true',
  spreadsheets: 'pubhtml?widget=true',
};

/** Only what was published to the web: anything else would ask learners to sign in. */
function google(url: URL): string | null {
  const [, kind = '', id] =
    /^\/(presentation|document|spreadsheets)\/d\/e\/([\w-]{20,200})\/(?:pub|pubhtml|embed)$/.exec(
      url.pathname,
    ) ?? [];
  return id === undefined ? null : `/${kind}/d/e/${id}/${googleForms[kind]}`;
}

function figma(url: URL): string | null {
  const [, kind = '', id] =
    /^\/(file|design|proto|board|slides)\/(\w{10,40})(?:\/|$)/.exec(url.pathname) ?? [];
  return id === undefined ? null : `/${kind === 'file' ? 'design' : kind}/${id}?embed-host=lyceum`;
}

function geogebra(url: URL): string | null {
  const id = /^\/(?:m|classic|graphing|geometry|3d|calculator|material\/iframe\/id)\/(\w{6,16})\/?$/.exec(
    url.pathname,
  )?.[1];
  return id === undefined ? null : `/material/iframe/id/${id}`;
}

function desmos(url: URL): string | null {
  const [, tool, id] = /^\/(calculator|geometry|3d)\/(\w{8,16})\/?$/.exec(url.pathname) ?? [];
  return tool === undefined || id === undefined ? null : `/${tool}/${id}?embed`;
}

/**
 * Everything that may stand inside a lesson, and nothing else. Addresses are taken apart and put together anew: what is not
 * understood is left out, so that no address says more to a site than which of its pages is meant.
 */
const providers: readonly Provider[] = [
  {
    name: 'YouTube',
    hosts: ['www.youtube.com', 'youtube.com', 'm.youtube.com', 'youtu.be', 'www.youtube-nocookie.com'],
    ...{ frameOrigin: 'https://www.youtube-nocookie.com', ratio: '16 / 9', toFrame: youtube },
  },
  {
    name: 'Vimeo',
    hosts: ['vimeo.com', 'www.vimeo.com', 'player.vimeo.com'],
    ...{ frameOrigin: 'https://player.vimeo.com', ratio: '16 / 9', toFrame: vimeo },
  },
  {
    name: 'Loom',
    hosts: ['www.loom.com', 'loom.com'],
    ...{ frameOrigin: 'https://www.loom.com', ratio: '16 / 9', toFrame: loom },
  },
  {
    name: 'CodePen',
    hosts: ['codepen.io'],
    ...{ frameOrigin: 'https://codepen.io', ratio: '4 / 3', toFrame: codepen },
  },
  {
    name: 'Google Docs',
    hosts: ['docs.google.com'],
    ...{ frameOrigin: 'https://docs.google.com', ratio: '4 / 3', toFrame: google },
  },
  {
    name: 'Figma',
    hosts: ['www.figma.com', 'figma.com'],
    ...{ frameOrigin: 'https://embed.figma.com', ratio: '4 / 3', toFrame: figma },
  },
  {
    name: 'GeoGebra',
    hosts: ['www.geogebra.org', 'geogebra.org'],
    ...{ frameOrigin: 'https://www.geogebra.org', ratio: '4 / 3', toFrame: geogebra },
  },
  {
    name: 'Desmos',
    hosts: ['www.desmos.com', 'desmos.com'],
    ...{ frameOrigin: 'https://www.desmos.com', ratio: '4 / 3', toFrame: desmos },
  },
];

/** The names of the sites that may stand inside a lesson, in the order in which they are told. */
export const embedSites: readonly string[] = providers.map(({ name }) => name);

/** A page of another site, as it may stand inside a lesson. */
export type Embed = {
  readonly site: string;
  /** Leads to it outside of the lesson. */
  readonly url: string;
  readonly frameOrigin: string;
  readonly frameUrl: string;
  readonly ratio: string;
};

/** Sites offer whole elements to copy; the address in it is what is meant. */
function addressIn(text: string): string {
  return /<iframe\b[^>]*\ssrc="([^"]+)"/i.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? text;
}

/** Returns the page that somebody means, by its address or by the element that its site offers to copy; null for any other. */
export function findEmbed(text: string): Embed | null {
  const address = addressIn(text.trim());
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.protocol !== 'https:' || url.username !== '' || url.password !== '' || url.port !== '') return null;
  const provider = providers.find(({ hosts }) => hosts.includes(url.hostname));
  const frame = provider?.toFrame(url) ?? null;
  if (provider === undefined || frame === null) return null;
  const { name: site, frameOrigin, ratio } = provider;
  return { site, url: url.href, frameOrigin, frameUrl: `${frameOrigin}${frame}`, ratio };
}

/** The address of a page that may stand inside a lesson. */
export const embedUrl = z
  .string()
  .trim()
  .max(2_000)
  .refine((text) => findEmbed(text) !== null, 'not_allowed')
  .transform((text) => findEmbed(text)?.url ?? text);
