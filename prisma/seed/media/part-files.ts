import { createHash } from 'node:crypto';
import type { StoredFile } from '../object-store';

/** Samples a second: enough for signals, and small. */
const rate = 8_000;
const noteSeconds = 0.35;
const restSeconds = 0.6;

/** A recording that is made of notes, with how long it is and its captions. */
export type Signals = { readonly wav: Buffer; readonly durationMs: number; readonly captions: string };

const clock = (seconds: number) => new Date(seconds * 1_000).toISOString().slice(11, 23);

/** Makes signals of notes, one after the other with rests between, as a WAV file, the same bytes every time. */
export function signalsOf(tones: readonly (readonly number[])[], words: readonly string[]): Signals {
  const samples: number[] = [];
  const cues: string[] = [];
  for (const [place, notes] of tones.entries()) {
    const from = samples.length / rate;
    for (const hertz of notes) {
      for (let at = 0; at < noteSeconds * rate; at += 1) {
        // Swells and fades, so that nothing clicks.
        const swell = Math.sin((Math.PI * at) / (noteSeconds * rate));
        samples.push(Math.round(9_000 * swell * Math.sin((2 * Math.PI * hertz * at) / rate)));
      }
    }
    for (let at = 0; at < restSeconds * rate; at += 1) samples.push(0);
    cues.push(`${clock(from)} --> ${clock(samples.length / rate)}\n${words[place] ?? ''}`);
  }
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + samples.length * 2, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(rate * 2, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write('data', 36);
  head.writeUInt32LE(samples.length * 2, 40);
  const body = Buffer.alloc(samples.length * 2);
  for (const [place, sample] of samples.entries()) body.writeInt16LE(sample, place * 2);
  return {
    wav: Buffer.concat([head, body]),
    durationMs: Math.round((samples.length / rate) * 1_000),
    captions: `WEBVTT\n\n${cues.join('\n\n')}\n`,
  };
}

/** Makes a PDF of one page with a line of text for each line, the first as its title; the same bytes every time. */
export function pageOf(lines: readonly string[]): Buffer {
  const text = (line: string) => line.replace(/[\\()]/g, (sign) => `\\${sign}`);
  const drawn = lines.map((line, place) => `/F1 ${place === 0 ? 20 : 12} Tf (${text(line)}) Tj 0 -30 Td`);
  const content = `BT 60 770 Td ${drawn.join('\n')} ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  ];
  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, place) => {
    const at = file.length;
    file += `${place + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const start = file.length;
  const entries = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries}`;
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
}

/** A file of a lesson under a key that changes with its content. */
export function partFileOf(folder: string, name: string, contentType: string, body: Buffer): StoredFile {
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 10);
  return { key: `private/parts/${folder}/${hash}-${name.replaceAll(/[^\w.]+/g, '-')}`, contentType, body };
}
