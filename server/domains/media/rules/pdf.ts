/** What a PDF turns out to be. */
export type PdfState = 'readable' | 'encrypted' | 'damaged';

/** What is said of encryption and of the end is shorter than this, in bytes, wherever the pieces are cut. */
const overlap = 64;

/** So many last bytes hold the end of a PDF; readers look no further (ISO 32000-2 §7.5.5 and its implementations). */
const endBytes = 2_048;

/** Looks at a PDF while its bytes go by. */
export type PdfCheck = { take(bytes: Uint8Array): void; state(): PdfState };

/**
 * Returns a check that tells a whole PDF from one that is cut off, has something else behind it, or opens for nobody
 * without a password. It reads what stands around the pages, not the pages.
 */
export function createPdfCheck(): PdfCheck {
  let start = '';
  let before = '';
  let end = '';
  let isEncrypted = false;
  return {
    take(bytes) {
      const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
      if (start.length < 8) start = (start + text).slice(0, 8);
      // The entry of a trailer names a dictionary by its number, or holds it.
      if (!isEncrypted) isEncrypted = /\/Encrypt\s*(\d+\s+\d+\s+R|<<)/.test(before + text);
      before = (before + text).slice(-overlap);
      end = (end + text).slice(-endBytes);
    },
    state() {
      const isWhole = start.startsWith('%PDF-') && /startxref\s+\d+\s+%%EOF/.test(end);
      const tail = end.slice(end.lastIndexOf('%%EOF') + '%%EOF'.length);
      // White space and zeros are left behind by programs; anything else is another file in the same one.
      if (!isWhole || /[^\s\0]/.test(tail)) return 'damaged';
      return isEncrypted ? 'encrypted' : 'readable';
    },
  };
}
