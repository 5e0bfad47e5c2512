import { Worker } from 'node:worker_threads';
import { z } from 'zod';

/** What MuPDF makes of a document. */
export type PdfLook =
  | { readonly state: 'readable'; readonly pages: number }
  | { readonly state: 'encrypted' }
  | { readonly state: 'damaged' };

/** Pages counted from 1, `to` included, and the box in pixels that the picture of each fits into. */
export type PdfPages = { readonly from: number; readonly to: number; readonly box: number };

const answer = z.union([
  z.object({ state: z.literal('readable'), pages: z.number().int().min(1) }),
  z.object({ state: z.literal('encrypted') }),
  z.object({ state: z.literal('damaged') }),
  z.object({ picture: z.instanceof(Uint8Array) }),
]);

/** A page that takes longer is nothing that a small picture shows anything of. */
const drawMs = 30_000;
const lookMs = 30_000;

/*
 * MuPDF works synchronously and what it reads may be made to keep it busy for ever; in a thread it can be ended. As a
 * text, because a bundler would have to be told to keep a file of its own beside the server. `import` is resolved from
 * the folder that the server is started in (next.config.mjs has the package taken along).
 */
const work = `
const { parentPort, workerData } = require('node:worker_threads');
const { bytes, pages } = workerData;
import('mupdf').then((mupdf) => {
  let document, count;
  try {
    document = mupdf.Document.openDocument(bytes, 'application/pdf');
    if (document.needsPassword()) return parentPort.postMessage({ state: 'encrypted' });
    count = document.countPages();
    if (!(count > 0)) throw new Error('no pages');
    document.loadPage(0).destroy();
  } catch {
    return parentPort.postMessage({ state: 'damaged' });
  }
  if (!pages) return parentPort.postMessage({ state: 'readable', pages: count });
  for (let number = pages.from; number <= Math.min(pages.to, count); number += 1) {
    const page = document.loadPage(number - 1);
    const [left, top, right, bottom] = page.getBounds();
    const scale = pages.box / Math.max(right - left, bottom - top, 1);
    const pixmap = page.toPixmap([scale, 0, 0, scale, 0, 0], mupdf.ColorSpace.DeviceRGB, false, true);
    const picture = Uint8Array.from(pixmap.asJPEG(80));
    pixmap.destroy();
    page.destroy();
    parentPort.postMessage({ picture }, [picture.buffer]);
  }
});
`;

type Answer = z.infer<typeof answer>;

/** Runs until the thread ends, or is silent for so long; whatever it has said until then counts. */
async function ask(bytes: Uint8Array, pages: PdfPages | null, silenceMs: number): Promise<Answer[]> {
  const worker = new Worker(work, { eval: true, workerData: { bytes, pages }, stdout: true, stderr: true });
  const answers: Answer[] = [];
  await new Promise<void>((resolve) => {
    let timer = setTimeout(resolve, silenceMs);
    worker.on('message', (message: unknown) => {
      answers.push(answer.parse(message));
      clearTimeout(timer);
      timer = setTimeout(resolve, silenceMs);
    });
    // A page that cannot be drawn ends the thread, and the pictures with it.
    worker.on('error', () => resolve());
    worker.on('exit', () => {
      clearTimeout(timer);
      resolve();
    });
  });
  await worker.terminate();
  return answers;
}

/** Opens a PDF and counts its pages. What keeps the reader busy for half a minute is taken for damaged. */
export async function lookAtPdf(bytes: Uint8Array): Promise<PdfLook> {
  const [first] = await ask(bytes, null, lookMs);
  return first === undefined || 'picture' in first ? { state: 'damaged' } : first;
}

/**
 * Draws pages of a PDF as JPEG, in their order. Fewer come back when there are no more, or one of them cannot be drawn
 * in time.
 */
export async function drawPdfPages(bytes: Uint8Array, pages: PdfPages): Promise<Uint8Array[]> {
  const answers = await ask(bytes, pages, drawMs);
  return answers.flatMap((one) => ('picture' in one ? [one.picture] : []));
}
