import { describe, expect, it } from 'vitest';
import { sizeLimits } from '@/server/domains/media/contract';
import { isTooLarge, recogniseFile } from '@/server/domains/media/rules/file-kinds';

const text = (words: string) => Buffer.from(words, 'latin1');
const box = (brand: string) =>
  Buffer.concat([Buffer.from([0, 0, 0, 24]), text(`ftyp${brand}\0\0\0\0${brand}`)]);

describe('what a file is', () => {
  it.each([
    [
      'image/png',
      text('\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\0\0\0\0\0\0\0\0IDAT'),
    ],
    ['image/jpeg', text('\xff\xd8\xff\xe0\0\x10JFIF\0')],
    ['image/gif', text('GIF89a\x01\0\x01\0')],
    ['image/webp', text('RIFF\x24\0\0\0WEBPVP8 ')],
    ['image/avif', box('avif')],
    ['video/mp4', box('isom')],
    ['video/quicktime', box('qt  ')],
    ['audio/mp4', box('M4A ')],
    ['audio/mpeg', text(`ID3\x03\0\0\0\0\x0f\x76${'\0'.repeat(64)}`)],
    ['audio/wav', text('RIFF\x24\0\0\0WAVEfmt ')],
    ['audio/flac', text('fLaC\0\0\0\x22')],
    ['application/pdf', text('%PDF-1.7\n%\xe2\xe3\xcf\xd3')],
  ])('is seen by its bytes: %s', async (contentType, bytes) => {
    expect(await recogniseFile(bytes)).toMatchObject({ contentType });
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['a program', text('\x7fELF\x02\x01\x01')],
    ['a page', text('<!doctype html><script>alert(1)</script>')],
    ['a drawing that could run scripts', text('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>')],
    ['an archive', text('PK\x03\x04\x14\0\0\0')],
    ['words', text('just words')],
  ])('is refused for %s, whatever it is called', async (_, bytes) => {
    expect(await recogniseFile(bytes)).toBeNull();
  });

  it('is bounded by its kind', () => {
    expect([isTooLarge('image', sizeLimits.image), isTooLarge('image', sizeLimits.image + 1)]).toEqual([
      false,
      true,
    ]);
  });
});
