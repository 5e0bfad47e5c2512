/** What a page needs to know of a picture before it has loaded. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

const forbidden = [
  [
    /<(script|foreignObject|iframe|style|image|use|a)\b/i,
    'contains an element that a picture of ours does not need',
  ],
  [/\son\w+\s*=/i, 'contains an event handler'],
  [/\b(href|src)\s*=|url\(\s*['"]?(?!#)/i, 'refers to something outside'],
  [/<!DOCTYPE|<!ENTITY|<\?xml-stylesheet/i, 'contains a declaration'],
] as const;

/** Returns why an SVG may not be served as a picture, or null when it may: nothing in it acts or reaches outside. */
export function findSvgProblem(svg: string): string | null {
  if (readSvgSize(svg) === null) return 'has no width and height in pixels on its <svg>';
  return forbidden.find(([pattern]) => pattern.test(svg))?.[1] ?? null;
}

/** Returns the size an SVG states on its root, or null when it states none. */
export function readSvgSize(svg: string): PictureSize | null {
  const root = /<svg\b[^>]*>/.exec(svg)?.[0] ?? '';
  const read = (name: string) => Number(new RegExp(`\\s${name}="(\\d+(?:\\.\\d+)?)(?:px)?"`).exec(root)?.[1]);
  const width = Math.round(read('width'));
  const height = Math.round(read('height'));
  return width > 0 && height > 0 ? { width, height } : null;
}
