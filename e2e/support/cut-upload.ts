import type { Page } from '@playwright/test';

/** The way of an upload's parts to the store. */
export type PartGate = {
  /** Ends the parts that were kept waiting, as a connection that is gone does. */
  readonly cut: () => void;
  /** Lets all parts through from now on. */
  readonly open: () => void;
};

/** Lets so many parts of uploads through and keeps the others waiting, however quick the store beside us is. */
export async function gateParts(page: Page, parts: number): Promise<PartGate> {
  let left = parts;
  let cut = () => {};
  const isCut = new Promise<void>((resolve) => {
    cut = resolve;
  });
  await page.route(/\/private\/assets\//, async (route) => {
    if (route.request().method() !== 'PUT') return await route.continue();
    left -= 1;
    if (left >= 0) return await route.continue();
    await isCut;
    await route.abort('internetdisconnected');
  });
  return {
    cut: () => cut(),
    open: () => {
      left = Number.POSITIVE_INFINITY;
    },
  };
}
