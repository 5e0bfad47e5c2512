/**
 * The art of generated course covers: flat shapes in the cover palette, decided by the course's id alone. Pure, so that
 * page, mail and social image draw the same cover.
 */

/** An ink of the cover palette: the name of a `--color-cover-*` token. */
export type CoverInk = 'laurel' | 'moss' | 'marigold' | 'brick' | 'night' | 'sky' | 'sand' | 'plum';

/** The inks as hexadecimal colours, for places without our style sheet. The tokens say the same; a test compares. */
export const coverInks: Readonly<Record<CoverInk, string>> = {
  laurel: '#1d5b40',
  moss: '#6f8f4e',
  marigold: '#e5b53c',
  brick: '#b4533a',
  night: '#1f3347',
  sky: '#8fb4c4',
  sand: '#e8dfc8',
  plum: '#5a2f3f',
};

/** One path in one ink; with `lineWidth` it is a line, without it a filled shape. */
export interface CoverShape {
  readonly d: string;
  readonly ink: CoverInk;
  readonly lineWidth?: number;
}

/** A whole cover on a {@link coverSize} canvas. */
export interface CoverArt {
  readonly ground: CoverInk;
  readonly shapes: readonly CoverShape[];
}

/** Canvas of a cover; keep its ratio, or let it be cropped around the middle. */
export const coverSize = { width: 320, height: 180 } as const;

type Inks = readonly [ground: CoverInk, first: CoverInk, second: CoverInk, third: CoverInk];
type Random = () => number;
type Motif = (random: Random, inks: Inks) => readonly CoverShape[];

// Grounds alternate between dark and light so that a shelf of covers has rhythm.
const schemes: readonly Inks[] = [
  ['laurel', 'marigold', 'sand', 'moss'],
  ['sand', 'laurel', 'brick', 'marigold'],
  ['night', 'sky', 'sand', 'brick'],
  ['marigold', 'night', 'sand', 'brick'],
  ['brick', 'sand', 'night', 'marigold'],
  ['sky', 'night', 'sand', 'laurel'],
  ['plum', 'sand', 'marigold', 'brick'],
  ['moss', 'sand', 'night', 'marigold'],
];

function seedOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < id.length; index += 1) {
    hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}

/** Numbers in [0, 1) from a seed (mulberry32). */
function randomFrom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function whole(random: Random, from: number, to: number): number {
  return from + Math.floor(random() * (to - from + 1));
}

function at<Item>(items: readonly Item[], random: Random, fallback: Item): Item {
  return items[Math.floor(random() * items.length)] ?? fallback;
}

function circle(x: number, y: number, r: number): string {
  return `M${x - r} ${y}a${r} ${r} 0 1 1 ${2 * r} 0a${r} ${r} 0 1 1 ${-2 * r} 0Z`;
}

/** A quarter of a disc that fills a square tile, its corner at one of the tile's four. */
function quarter(x: number, y: number, size: number, corner: number): string {
  const s = size;
  const drawn = [
    `M${x} ${y}h${s}a${s} ${s} 0 0 1 ${-s} ${s}Z`,
    `M${x + s} ${y}v${s}a${s} ${s} 0 0 1 ${-s} ${-s}Z`,
    `M${x + s} ${y + s}h${-s}a${s} ${s} 0 0 1 ${s} ${-s}Z`,
    `M${x} ${y + s}v${-s}a${s} ${s} 0 0 1 ${s} ${s}Z`,
  ];
  return drawn[corner % 4] ?? '';
}

/** A leaf across a square tile, along one of its diagonals. */
function leaf(x: number, y: number, s: number, isRising: boolean): string {
  return isRising
    ? `M${x} ${y + s}a${s} ${s} 0 0 1 ${s} ${-s}a${s} ${s} 0 0 1 ${-s} ${s}Z`
    : `M${x} ${y}a${s} ${s} 0 0 1 ${s} ${s}a${s} ${s} 0 0 1 ${-s} ${-s}Z`;
}

const joined = (ink: CoverInk, parts: readonly string[], lineWidth?: number): CoverShape =>
  lineWidth === undefined ? { d: parts.join(''), ink } : { d: parts.join(''), ink, lineWidth };

/** Sorts drawn tiles into one path for each ink. */
function byInk(drawn: readonly (readonly [CoverInk, string])[]): readonly CoverShape[] {
  const inks = [...new Set(drawn.map(([ink]) => ink))];
  return inks.map((ink) =>
    joined(
      ink,
      drawn.filter(([each]) => each === ink).map(([, d]) => d),
    ),
  );
}

function tiles(size: number): readonly (readonly [number, number])[] {
  const columns = Math.ceil(coverSize.width / size);
  const rows = Math.ceil(coverSize.height / size);
  return Array.from({ length: columns * rows }, (_, index) => [
    (index % columns) * size,
    Math.floor(index / columns) * size,
  ]);
}

/** Quarter discs, the logo's own shape, turned at random. */
const arcs: Motif = (random, [, first, second, third]) => {
  const size = at([60, 90], random, 60);
  const drawn = tiles(size).flatMap(([x, y]) => {
    if (random() < 0.2) return [];
    const ink = at([first, first, second, third], random, first);
    return [[ink, quarter(x, y, size, whole(random, 0, 3))] as const];
  });
  return byInk(drawn);
};

/** Laurel: leaves on a lattice. */
const laurels: Motif = (random, [, first, second, third]) => {
  const flip = random() < 0.5;
  return byInk(
    tiles(45).flatMap(([x, y]) => {
      const isRising = (x / 45 + y / 45) % 2 === (flip ? 0 : 1);
      const ink = random() < 0.62 ? first : at([second, third], random, second);
      return random() < 0.12 ? [] : [[ink, leaf(x, y, 45, isRising)] as const];
    }),
  );
};

/** Orbits: rings around a point off centre, with bodies on them. */
const orbits: Motif = (random, [, first, second, third]) => {
  const x = whole(random, 60, 260);
  const y = whole(random, 50, 140);
  const rings = [48, 84, 120, 156, 192];
  const bodies = rings.slice(0, 4).map((r) => {
    const angle = random() * Math.PI * 2;
    return circle(
      Math.round(x + r * Math.cos(angle)),
      Math.round(y + r * Math.sin(angle)),
      whole(random, 5, 11),
    );
  });
  return [
    joined(
      first,
      rings.map((r) => circle(x, y, r)),
      2.5,
    ),
    joined(second, [circle(x, y, 26)]),
    joined(third, bodies),
  ];
};

/** Contours: lines of a hill country. */
const contours: Motif = (random, [, first, second]) => {
  const swing = whole(random, 22, 40);
  const lean = whole(random, -20, 20);
  const line = (y: number) =>
    `M-10 ${y}c60 ${-swing} 100 ${swing + lean} 170 ${lean}s110 ${-swing} 170 ${swing - lean}`;
  const ys = Array.from({ length: 9 }, (_, index) => 8 + index * 22);
  return [
    joined(second, [circle(whole(random, 70, 250), whole(random, 40, 90), whole(random, 26, 40))]),
    joined(first, ys.map(line), 5),
  ];
};

/** Steps up to a disc: the stoa's stairs. */
const steps: Motif = (random, [, first, second, third]) => {
  const isRising = random() < 0.5;
  const bars = Array.from({ length: 8 }, (_, index) => {
    const height = 24 + (isRising ? index : 7 - index) * 18;
    return `M${index * 40} 180v${-height}h34v${height}Z`;
  });
  const x = isRising ? whole(random, 50, 110) : whole(random, 210, 270);
  return [
    joined(second, [circle(x, 58, whole(random, 28, 38))]),
    joined(
      first,
      bars.filter((_, index) => index % 3 !== 1),
    ),
    joined(
      third,
      bars.filter((_, index) => index % 3 === 1),
    ),
  ];
};

/** Arches: a colonnade. */
const colonnade: Motif = (random, [, first, second, third]) => {
  const width = at([64, 80], random, 64);
  const count = coverSize.width / width;
  const arch = (x: number, inset: number) => {
    const r = width / 2 - inset;
    return `M${x + inset} 180V${90 - 4}a${r} ${r} 0 0 1 ${2 * r} 0V180Z`;
  };
  const xs = Array.from({ length: count }, (_, index) => index * width);
  const lit = whole(random, 0, count - 1);
  return [
    joined(
      first,
      xs.map((x) => arch(x, 6)),
    ),
    joined(second, [arch(lit * width, 6)]),
    joined(third, [circle(lit * width + width / 2, 128, width / 5)]),
  ];
};

/** Horizon: a sun cut by calm water. */
const horizon: Motif = (random, [, first, second, third]) => {
  const x = whole(random, 90, 230);
  const r = whole(random, 56, 70);
  const level = whole(random, 96, 112);
  const bands = [0, 1, 2, 3].map((index) => {
    const half = 150 - index * 30 + whole(random, -12, 12);
    return `M${x - half} ${level + 12 + index * 18}h${2 * half}v${9 - index}h${-2 * half}Z`;
  });
  return [
    joined(second, [`M${x - r} ${level}a${r} ${r} 0 0 1 ${2 * r} 0Z`]),
    joined(first, bands),
    joined(third, [circle(whole(random, 24, 296), whole(random, 20, 44), whole(random, 5, 9))]),
  ];
};

const motifs: readonly Motif[] = [arcs, laurels, orbits, contours, steps, colonnade, horizon];

/** The cover of a course: the same for the same id, always and everywhere. */
export function coverArt(id: string): CoverArt {
  const random = randomFrom(seedOf(id));
  const motif = at(motifs, random, arcs);
  const inks = at(schemes, random, ['laurel', 'marigold', 'sand', 'moss']);
  return { ground: inks[0], shapes: motif(random, inks) };
}
