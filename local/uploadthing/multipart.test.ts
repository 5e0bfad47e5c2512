import fc from 'fast-check';
import { expect, it } from 'vitest';
import { boundaryOf, firstPart } from './multipart';

async function read(body: Buffer, sizes: readonly number[]): Promise<Buffer> {
  async function* pieces(): AsyncGenerator<Buffer> {
    let at = 0;
    for (let turn = 0; at < body.length; turn += 1) {
      const size = sizes[turn % sizes.length] ?? 1;
      yield body.subarray(at, at + size);
      at += size;
    }
  }
  const part = await firstPart(pieces(), 'frontier');
  const chunks: Buffer[] = [];
  for await (const chunk of part.bytes) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

function bodyOf(content: Uint8Array): Buffer {
  return Buffer.concat([
    Buffer.from(
      '--frontier\r\nContent-Disposition: form-data; name="file"; filename="a"\r\nContent-Type: text/plain\r\n\r\n',
    ),
    content,
    Buffer.from('\r\n--frontier--\r\n'),
  ]);
}

it('reads a part to the byte, however the body is cut', async () => {
  const awkward = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc
      .array(fc.constantFrom('\r', '\n', '-', '--', '\r\n', '\r\n--', 'front', 'frontie'), { maxLength: 30 })
      .map((parts) => Buffer.from(parts.join(''))),
  );
  await fc.assert(
    fc.asyncProperty(
      awkward,
      fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 }),
      async (content, sizes) => {
        fc.pre(!Buffer.from(content).includes('\r\n--frontier'));
        expect(await read(bodyOf(content), sizes)).toEqual(Buffer.from(content));
      },
    ),
  );
});

it('says so when the body ends before the part does', async () => {
  const body = bodyOf(Buffer.from('half a file'));
  await expect(read(body.subarray(0, -10), [7])).rejects.toThrow('broke off');
  await expect(read(Buffer.from('no part'), [7])).rejects.toThrow('no file');
});

it('finds the boundary of form data only', () => {
  expect(boundaryOf('multipart/form-data; boundary=abc')).toBe('abc');
  expect(boundaryOf('multipart/form-data; charset=utf-8; boundary="a b"')).toBe('a b');
  expect(boundaryOf('application/json')).toBeUndefined();
  expect(boundaryOf(undefined)).toBeUndefined();
});
