/** Pages counted from 1, `to` included. */
export type PageBatch = { readonly from: number; readonly to: number };

/** Whoever leafs further opens the document itself. */
const mostPictures = 100;

/** So many pages are one step of the work: some seconds, of which an interruption costs no more. */
const batchPages = 20;

/** Returns which pages of a document of so many get a picture, step by step. */
export function pageBatches(pages: number): PageBatch[] {
  const last = Math.min(pages, mostPictures);
  return Array.from({ length: Math.ceil(last / batchPages) }, (_, index) => ({
    from: index * batchPages + 1,
    to: Math.min(last, (index + 1) * batchPages),
  }));
}
