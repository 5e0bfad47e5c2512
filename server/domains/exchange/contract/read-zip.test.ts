import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { withFreshIds } from '@/server/domains/exchange/contract/fresh-ids';
import { readCourse } from '@/server/domains/exchange/contract/read';
import { readZip, ZipRefused, zipLimits } from '@/server/domains/exchange/contract/read-zip';
import { writeCourse } from '@/server/domains/exchange/contract/write';
import { newId } from '@/server/platform/ids';

const reasonOf = (bytes: Uint8Array): string => {
  try {
    readZip(bytes);
  } catch (error) {
    if (error instanceof ZipRefused) return error.reason;
    throw error;
  }
  return 'read';
};

describe('an archive', () => {
  it('is read the same with its folder or without, and without what systems put into it', () => {
    const files = { 'course.yaml': strToU8('format: 1\n'), 'media/a.mp4': new Uint8Array([1, 2]) };
    const packed = Object.fromEntries(Object.entries(files).map(([path, bytes]) => [`bees/${path}`, bytes]));
    const noisy = { ...packed, '__MACOSX/bees/._course.yaml': strToU8('x'), 'bees/.DS_Store': strToU8('x') };
    for (const archive of [files, noisy]) {
      const { texts, media, problems } = readZip(zipSync(archive));
      expect([...texts]).toEqual([['course.yaml', 'format: 1\n']]);
      expect([...media]).toEqual([['a.mp4', new Uint8Array([1, 2])]]);
      expect(problems).toEqual([]);
    }
  });

  it.each(['../evil.md', '/etc/evil.md', 'a/../../evil.md', 'C:\\evil.md', '..\\evil.md'])(
    'that would put a file at %s has a problem there, whatever else is in it',
    (path) => {
      const { texts, media } = readZip(zipSync({ 'course.yaml': strToU8('x'), [path]: strToU8('x') }));
      const read = readCourse({ texts, media: new Map() }, newId);
      const problems = 'problems' in read ? read.problems : [];
      expect(media.size).toBe(0);
      expect(problems).toContainEqual({ file: path, line: 1, column: 1, code: 'path_unsafe', values: {} });
    },
  );

  it('that says it unpacks to too much is not unpacked, nor one of too many files, nor what is none', () => {
    const bomb = zipSync({ 'media/a.bin': new Uint8Array(1_000) });
    const view = new DataView(bomb.buffer);
    const directory = bomb.findIndex(
      (_, at) => at + 4 <= bomb.length && view.getUint32(at, true) === 0x02014b50,
    );
    view.setUint32(directory + 24, zipLimits.unpackedBytes + 1, true);
    expect(reasonOf(bomb)).toBe('too_large');
    const names = Array.from({ length: zipLimits.entries + 1 }, (_, index) => [
      `media/${index}`,
      new Uint8Array(),
    ]);
    expect(reasonOf(zipSync(Object.fromEntries(names)))).toBe('too_large');
    expect(reasonOf(strToU8('no archive'))).toBe('broken');
  });

  it('that lies about its size unpacks to no more than it says', () => {
    const liar = zipSync({ 'media/a.bin': new Uint8Array(5_000_000) });
    const view = new DataView(liar.buffer);
    const directory = liar.findIndex(
      (_, at) => at + 4 <= liar.length && view.getUint32(at, true) === 0x02014b50,
    );
    view.setUint32(directory + 24, 10, true);
    const outcome = reasonOf(liar);
    if (outcome === 'read') expect(readZip(liar).media.get('a.bin')?.byteLength).toBeLessThanOrEqual(10);
    else expect(outcome).toBe('broken');
  });

  it('with a text that is too large, or none, is told so', () => {
    const large = { 'description.md': new Uint8Array(zipLimits.textBytes + 1) };
    expect(readZip(zipSync(large)).problems).toMatchObject([{ file: 'description.md', code: 'too_large' }]);
    const latin = { 'description.md': new Uint8Array([0xe9, 0x20]) };
    expect(readZip(zipSync(latin)).problems).toMatchObject([{ file: 'description.md', code: 'not_text' }]);
  });
});

it('brings a course into another one with ids of its own for everything', () => {
  const text =
    'title: T\nkind: quiz\npass: 1\nquestions:\n- {kind: single, prompt: q, choices: [{text: a, correct: true}, {text: b}]}\n';
  const texts = new Map([
    ['course.yaml', 'format: 1\ntitle: T\nslug: t\nlevel: beginner\nlanguage: en\ncategory: c\n'],
    ['01-s/section.yaml', 'title: S\n'],
    ['01-s/01-q.yaml', text],
  ]);
  const read = readCourse({ texts, media: new Map() }, newId);
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  const { document } = read.course;
  const other = withFreshIds(document, newId());
  const idsOf = (value: unknown): string[] => [
    ...(JSON.stringify(value).match(/[0-9a-f]{8}-[-0-9a-f]{27}/g) ?? []),
  ];
  expect(idsOf(other)).toHaveLength(6);
  expect(idsOf(other).filter((id) => idsOf(document).includes(id))).toEqual([]);
  const bare = (files: Iterable<[string, string]>) =>
    [...files].map(([path, one]) => [path, one.replaceAll(/id: .*/g, '')]);
  expect(bare(writeCourse(other))).toEqual(bare(writeCourse(document)));
});
