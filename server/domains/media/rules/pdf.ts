/** What a PDF turns out to be. */
export type PdfState = 'whole' | 'damaged';

/** So many last bytes hold the end of a PDF; readers look no further (ISO 32000-2 §7.5.5 and its implementations). */
const endBytes = 2_048;

/** Looks at a PDF while its bytes go by. */
export type PdfCheck = { take(bytes: Uint8Array): void; state(): PdfState };

/**
 * Returns a check that tells a whole PDF from one that is cut off or has something else behind it: readers mend both in
 * silence, and whoever sees half a document does not know that there was more. It reads what stands around the pages, not the pages.
 */
export function createPdfCheck(): PdfCheck {
  let start = '';
  let end = '';
  return {
    take(bytes) {
      const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
      if (start.length < 8) start = (start + text).slice(0, 8);
      end = (end + text).slice(-endBytes);
    },
    state() {
      const isWhole = start.startsWith('%PDF-') && /startxref\s+\d+\s+%%EOF/.test(end);
      const tail = end.slice(end.lastIndexOf('%%EOF') + '%%EOF'.length);
      // White space and zeros are left behind by programs; anything else is another file in the same one.
      return isWhole && !/[^\s\0]/.test(tail) ? 'whole' : 'damaged';
    },
  };
}
