/*
 * What the pages themselves are asked. Each function runs in the browser by itself, so none may use anything of this file.
 */

/** Whether the scripts of a page have taken an element over; true where a page has none of ours. */
export function isHydrated(element: Node): boolean {
  const isOurs = document.querySelector('script[src*="/_next/"]') !== null;
  return !isOurs || Object.keys(element).some((key) => key.startsWith('__reactProps$'));
}

/** What has the focus, in words for a person who reads why a test failed. */
export function nameOfFocus(): string {
  const focused = document.activeElement;
  if (focused === null || focused === document.body) return 'the page';
  const name = focused.getAttribute('aria-label') ?? focused.textContent ?? '';
  return `${focused.localName} “${name.trim().replaceAll(/\s+/g, ' ').slice(0, 40)}”`;
}

/**
 * How many stops lie between the focus and an element, negative where it lies before. Beyond `nearby` the focus is put
 * `runUp` stops before it first, so that the last steps can be walked. A guess from the document: whether keys lead there,
 * only keys can tell.
 */
export function approach(element: Node, { nearby, runUp }: { nearby: number; runUp: number }): number {
  const within = [...document.querySelectorAll('dialog:modal')].at(-1) ?? document;
  const kinds =
    'a[href], button, input, select, textarea, summary, [tabindex], [contenteditable], audio, video';
  const stops = [...within.querySelectorAll<HTMLElement>(kinds)].filter((stop) => {
    const isStop = stop.tabIndex >= 0 && !stop.matches(':disabled');
    return (isStop && stop.checkVisibility({ visibilityProperty: true })) || stop === document.activeElement;
  });
  const place = element instanceof HTMLElement ? stops.indexOf(element) : -1;
  const focused = document.activeElement;
  const from = focused instanceof HTMLElement ? stops.indexOf(focused) : -1;
  if (place === -1 || Math.abs(place - from) <= nearby) return place - from;
  const start = Math.max(0, place - runUp);
  stops[start]?.focus();
  return place - start;
}

/** Why nobody would see that an element has the focus; null when they would. */
export function focusFlaw(element: Node): string | null {
  if (!(element instanceof HTMLElement)) return 'is no element';
  if (!element.matches(':focus-visible')) return 'has no visible focus';
  // A ring may be drawn around what holds a small control, as with the choice of a theme.
  let hasRing = false;
  for (let around: Element | null = element, level = 0; around !== null && level < 4; level += 1) {
    const { outlineStyle, outlineWidth } = getComputedStyle(around);
    hasRing ||= outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0;
    around = around.parentElement;
  }
  if (!hasRing) return 'has no ring';
  const { left, top, width, height } = element.getBoundingClientRect();
  if (width === 0 || height === 0) return 'has no size';
  const isSeenAt = (x: number, y: number) => {
    const seen = document.elementFromPoint(x, y);
    const isOwn = seen !== null && (element.contains(seen) || seen.contains(element));
    return (
      isOwn ||
      (element instanceof HTMLInputElement &&
        [...(element.labels ?? [])].some((label) => label.contains(seen)))
    );
  };
  const points = [0.5, 0.1, 0.9].flatMap((x) =>
    [0.5, 0.15, 0.85].map((y) => [left + width * x, top + height * y] as const),
  );
  return points.some(([x, y]) => isSeenAt(x, y)) ? null : 'is covered, or outside the window';
}
