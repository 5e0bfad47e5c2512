import { setLine, wrapText } from './text-paths';

/** Size of every seeded video, in pixels. */
export const frame = { width: 1280, height: 720 } as const;

/** The daylight values of `app/styles/tokens.css`. */
const colour = {
  paper: '#f6f5f0',
  ink: '#17211d',
  muted: '#47534d',
  rule: '#d8d5c9',
  accent: '#17603f',
} as const;

const margin = 112;
const measure = frame.width - 2 * margin;
const heading = { sizePx: 68, leadPx: 80 } as const;
const body = { sizePx: 38, leadPx: 52, gapPx: 22, indentPx: 46 } as const;
const small = { sizePx: 22 } as const;

/** What one slide shows. */
export interface Slide {
  readonly heading: string;
  readonly lines: readonly string[];
}

/** Where a slide stands in its video. */
export interface SlidePlace {
  readonly videoTitle: string;
  /** 1-based. */
  readonly number: number;
  readonly count: number;
}

function at(x: number, y: number, fill: string, svg: string): string {
  return `<g transform="translate(${x} ${y})" fill="${fill}">${svg}</g>`;
}

function furniture({ videoTitle, number, count }: SlidePlace): string[] {
  const baseline = frame.height - 56;
  const page = setLine('sans', `${number} / ${count}`, small.sizePx);
  const trackY = frame.height - 8;
  return [
    `<rect width="${frame.width}" height="${frame.height}" fill="${colour.paper}"/>`,
    at(margin, 92, colour.muted, setLine('sans', videoTitle, small.sizePx).svg),
    `<rect x="${margin}" y="${baseline - 46}" width="${measure}" height="1.5" fill="${colour.rule}"/>`,
    at(margin, baseline, colour.muted, setLine('serif', 'Lyceum', small.sizePx + 4).svg),
    at(frame.width - margin - page.widthPx, baseline, colour.muted, page.svg),
    `<rect y="${trackY}" width="${frame.width}" height="8" fill="${colour.rule}"/>`,
    `<rect y="${trackY}" width="${(frame.width * number) / count}" height="8" fill="${colour.accent}"/>`,
  ];
}

/** Returns a slide as SVG without any text element, so that it looks the same on every machine. */
export function renderSlide(slide: Slide, place: SlidePlace): string {
  const parts = furniture(place);
  const headingLines = wrapText('serif', slide.heading, heading.sizePx, measure);
  const bodyLines = slide.lines.map((line) => wrapText('sans', line, body.sizePx, measure - body.indentPx));
  const bodyPx = bodyLines.reduce((sum, lines) => sum + lines.length * body.leadPx + body.gapPx, 0);
  const blockPx = 44 + headingLines.length * heading.leadPx + 22 + bodyPx;
  // The same place on every slide, so that nothing jumps, unless there is more to show than fits below.
  let y = Math.max(124, Math.min(188, frame.height - 120 - blockPx));
  parts.push(`<rect x="${margin}" y="${y}" width="72" height="7" rx="1" fill="${colour.accent}"/>`);
  y += 44 + heading.sizePx * 0.62;
  for (const line of headingLines) {
    parts.push(at(margin - 3, y, colour.ink, setLine('serif', line, heading.sizePx).svg));
    y += heading.leadPx;
  }
  y += 22;
  for (const lines of bodyLines) {
    parts.push(`<rect x="${margin}" y="${y - 13}" width="20" height="3" fill="${colour.accent}"/>`);
    for (const line of lines) {
      parts.push(at(margin + body.indentPx, y, colour.ink, setLine('sans', line, body.sizePx).svg));
      y += body.leadPx;
    }
    y += body.gapPx;
  }
  const { width, height } = frame;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${parts.join('')}</svg>`;
}
