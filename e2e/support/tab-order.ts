/*
 * What the pages themselves are asked. Each function runs in the browser by itself, so none may use anything of this file.
 */

/** Where keys have to go from here: so many stops on, or back where negative. Null when the element has left the page. */
export type Steps = number | null;

/** How an element is gone to. */
export type Approach = {
  readonly nearby: number;
  readonly runUp: number;
  readonly patienceMs: number;
  /** A finger goes there itself. */
  readonly isByTouch: boolean;
};

/**
 * Waits until an element can take keys (seen, enabled, and taken over by the scripts of its page), and tells how many stops
 * lie between the focus and it. Beyond `nearby` the focus is put `runUp` stops before it first, so that the last steps can
 * be walked. It is a guess from the document: whether keys lead there, only keys can tell.
 */
export async function approach(
  element: Node,
  { nearby, runUp, patienceMs, isByTouch }: Approach,
): Promise<Steps> {
  if (!(element instanceof HTMLElement)) throw new Error('is no element');
  const isOurs = document.querySelector('script[src*="/_next/"]') !== null;
  const missing = () => {
    if (!element.checkVisibility({ visibilityProperty: true })) return 'is not seen';
    if (element.matches(':disabled, [aria-disabled=true]')) return 'is disabled';
    const isHydrated = Object.keys(element).some((key) => key.startsWith('__reactProps$'));
    return isOurs && !isHydrated ? 'has no scripts yet' : null;
  };
  const giveUpAt = Date.now() + patienceMs;
  for (let flaw = missing(); flaw !== null; flaw = missing()) {
    if (!element.isConnected) return null;
    if (Date.now() > giveUpAt) throw new Error(flaw);
    // allow fixed-sleep: it looks again until the condition holds
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
  if (isByTouch) return 0;
  // Once a key was pressed on a page, the focus is somewhere until another page is there.
  const isLost =
    document.activeElement === document.body && Reflect.get(window, 'keysAt') === location.pathname;
  Reflect.set(window, 'keysAt', location.pathname);
  if (isLost)
    throw new Error('is left to find from the top: what had the focus is gone, and nothing took it');
  if (element === document.activeElement) return 0;
  const within = [...document.querySelectorAll('dialog:modal')].at(-1) ?? document;
  const kinds =
    'a[href], button, input, select, textarea, summary, [tabindex], [contenteditable], audio, video';
  const stops = [...within.querySelectorAll<HTMLElement>(kinds)].filter((stop) => {
    // Of a group of radio buttons only the chosen one is a stop.
    const isStop = stop.tabIndex >= 0 && !stop.matches(':disabled, [type=radio]:not(:checked)');
    return (isStop && stop.checkVisibility({ visibilityProperty: true })) || stop === document.activeElement;
  });
  const place = stops.indexOf(element);
  const focused = document.activeElement;
  const from = focused instanceof HTMLElement ? stops.indexOf(focused) : -1;
  if (place === -1 || Math.abs(place - from) <= nearby) return place - from;
  const start = Math.max(0, place - runUp);
  stops[start]?.focus();
  return place - start;
}

/** What {@link elsewhere} calls a page on which nothing has the focus. */
export const nowhere = 'the page';

/** Null when an element has the focus; otherwise what has, in words for a person who reads why a test failed. */
export function elsewhere(element: Node): string | null {
  const focused = document.activeElement;
  if (focused === element) return null;
  if (focused === null || focused === document.body) return 'the page';
  const name = focused.getAttribute('aria-label') ?? focused.textContent ?? '';
  return `${focused.localName} “${name.trim().replaceAll(/\s+/g, ' ').slice(0, 40)}”`;
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
