import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AwsChunkedDecoder, ChunkSignatures } from './aws-chunked';
import { parseRange } from './byte-range';
import { CHECKSUM_ALGORITHMS, startChecksum } from './checksum';
import { corsHeaders } from './cors';
import { readFileForm } from './form-data';
import { S3Error } from './s3-error';
import { sha256Hex, sign, signingKey } from './sigv4';
import { childrenNamed, childText, parseXml, xmlDocument } from './xml';

/** Cuts bytes at arbitrary places, as a network does. */
const cutUp = (bytes: Buffer, sizes: readonly number[]): Buffer[] => {
  const pieces: Buffer[] = [];
  let at = 0;
  for (const size of sizes) {
    pieces.push(bytes.subarray(at, at + size));
    at += size;
  }
  return [...pieces, bytes.subarray(at)].filter((piece) => piece.length > 0);
};
const cuts = fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 30 });
const bytes = (maxLength: number) => fc.uint8Array({ maxLength }).map((array) => Buffer.from(array));
const codeOf = (run: () => unknown): string | undefined => {
  try {
    run();
    return undefined;
  } catch (error) {
    return error instanceof S3Error ? error.code : 'unexpected';
  }
};

describe('checksums', () => {
  // The check values of the CRC catalogue, and of the hashes, for "123456789".
  it.each([
    ['crc32', 'cbf43926'],
    ['crc32c', 'e3069283'],
    ['crc64nvme', 'ae8b14860a799888'],
    ['sha1', 'f7c3bc1d808e04732adf679965ccc34ca7ae3441'],
    ['sha256', '15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225'],
  ] as const)('%s is %s', (algorithm, expected) => {
    const checksum = startChecksum(algorithm);
    for (const piece of ['1234', '', '56789']) checksum.update(Buffer.from(piece));
    expect(Buffer.from(checksum.digest(), 'base64').toString('hex')).toBe(expected);
  });

  it('do not depend on how the bytes arrive', () => {
    fc.assert(
      fc.property(fc.constantFrom(...CHECKSUM_ALGORITHMS), bytes(300), cuts, (algorithm, content, sizes) => {
        const [whole, pieces] = [startChecksum(algorithm), startChecksum(algorithm)];
        whole.update(content);
        for (const piece of cutUp(content, sizes)) pieces.update(piece);
        expect(pieces.digest()).toBe(whole.digest());
      }),
    );
  });
});

describe('aws-chunked bodies', () => {
  const authentication = {
    signature: 'a'.repeat(64),
    amzDate: '20261123T000000Z',
    scope: { date: '20261123', region: 'r' },
  };
  const key = signingKey('secret', authentication.scope);
  const signatures = () => new ChunkSignatures(authentication, key);

  const encodeSigned = (chunks: readonly Buffer[], trailer: string): Buffer => {
    let previous = authentication.signature;
    const next = (algorithm: string, ...hashes: string[]) => {
      const lines = [algorithm, authentication.amzDate, '20261123/r/s3/aws4_request', previous, ...hashes];
      previous = sign(key, lines.join('\n'));
      return previous;
    };
    const parts = [...chunks, Buffer.alloc(0)].map((chunk) => {
      const signature = next('AWS4-HMAC-SHA256-PAYLOAD', sha256Hex(''), sha256Hex(chunk));
      const head = `${chunk.length.toString(16)};chunk-signature=${signature}\r\n`;
      return Buffer.concat([Buffer.from(head), chunk, Buffer.from(chunk.length > 0 ? '\r\n' : '')]);
    });
    const ending = `${trailer}\r\nx-amz-trailer-signature:${next('AWS4-HMAC-SHA256-TRAILER', sha256Hex(`${trailer}\n`))}\r\n\r\n`;
    return Buffer.concat([...parts, Buffer.from(ending)]);
  };
  const decode = async (pieces: readonly Buffer[], decoder: AwsChunkedDecoder) =>
    buffer(
      Readable.from(pieces)
        .pipe(decoder)
        .on('error', () => undefined),
    );
  const chunk = bytes(200).filter((content) => content.length > 0);

  it('come out whole however the network cuts them, with verified signatures', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(chunk, { maxLength: 5 }), cuts, async (chunks, sizes) => {
        const decoder = new AwsChunkedDecoder(signatures());
        const encoded = encodeSigned(chunks, 'x-amz-checksum-crc32:AAAAAA==');
        const decoded = await decode(cutUp(encoded, sizes), decoder);
        expect(decoded.equals(Buffer.concat(chunks))).toBe(true);
        expect(decoder.trailers).toMatchObject({ 'x-amz-checksum-crc32': 'AAAAAA==' });
      }),
    );
  });

  it('are refused when any byte was changed', async () => {
    const encoded = encodeSigned(
      [Buffer.from('first chunk'), Buffer.from('second')],
      'x-amz-checksum-crc32:AAAAAA==',
    );
    for (const word of ['first chunk', 'second', 'AAAAAA', 'chunk-signature=']) {
      const changed = Buffer.from(encoded);
      const at = changed.indexOf(word) + word.length - 1;
      changed[at] = (changed[at] ?? 0) ^ 1;
      await expect(decode([changed], new AwsChunkedDecoder(signatures()))).rejects.toBeInstanceOf(S3Error);
    }
  });

  it('are refused when they end early or are not framed', async () => {
    const encoded = Buffer.from('5\r\nhello\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n');
    const decoded = await decode([encoded], new AwsChunkedDecoder(null));
    expect(decoded.toString()).toBe('hello');
    for (const broken of ['5\r\nhel', '5\r\nhello\r\n', 'zz\r\nhello\r\n', '5\r\nhelloworld\r\n', '']) {
      await expect(decode([Buffer.from(broken)], new AwsChunkedDecoder(null))).rejects.toBeInstanceOf(
        S3Error,
      );
    }
  });
});

describe('forms', () => {
  it('yield fields and the exact file however the network cuts them', async () => {
    const value = fc.string({ unit: 'binary', maxLength: 30 }).filter((text) => !text.includes('--B'));
    await fc.assert(
      fc.asyncProperty(value, bytes(300), cuts, async (text, file, sizes) => {
        const boundary = 'BoundaryX';
        const head = `--${boundary}\r\nContent-Disposition: form-data; name="Key"\r\n\r\n${text}\r\n--${boundary}\r\n`;
        const fileHead = 'Content-Disposition: form-data; name="file"; filename="a \\"b\\".png"\r\n\r\n';
        const body = Buffer.concat([
          Buffer.from(head + fileHead),
          file,
          Buffer.from(`\r\n--${boundary}--\r\n`),
        ]);
        const source = Readable.from(cutUp(body, sizes));
        const form = await readFileForm(source, `multipart/form-data; boundary=${boundary}`);
        const pieces: Buffer[] = [];
        for await (const piece of form.content) pieces.push(piece);
        expect(Buffer.concat(pieces).equals(file)).toBe(true);
        expect(form.fields).toEqual({ key: Buffer.from(text).toString() });
      }),
    );
  });
});

describe('ranges', () => {
  it('select exactly the bytes HTTP says', () => {
    const size = fc.integer({ min: 1, max: 50 });
    const bound = fc.integer({ min: 0, max: 60 });
    fc.assert(
      fc.property(size, bound, bound, (total, first, last) => {
        const all = Array.from({ length: total }, (_, index) => index);
        const read = (header: string) => {
          const range = parseRange(header, total);
          return range === null ? all : all.slice(range.start, range.end);
        };
        if (first < total && first <= last) {
          expect(read(`bytes=${first}-${last}`)).toEqual(
            all.filter((index) => index >= first && index <= last),
          );
        }
        if (first < total) expect(read(`bytes=${first}-`)).toEqual(all.filter((index) => index >= first));
        if (last > 0) expect(read(`bytes=-${last}`)).toEqual(all.slice(-last));
      }),
    );
  });

  it.each([undefined, 'items=0-1', 'bytes=0-1,3-4', 'bytes=-', 'bytes=5-2', 'nonsense'])(
    '%s asks for everything',
    (header) => {
      expect(parseRange(header, 10)).toBeNull();
    },
  );

  it.each(['bytes=10-', 'bytes=10-12', 'bytes=-0'])('%s lies outside', (header) => {
    expect(codeOf(() => parseRange(header, 10))).toBe('InvalidRange');
  });
});

describe('XML', () => {
  it('reads back any text it wrote', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 40 });
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 4 }), (keys) => {
        const node = parseXml(xmlDocument('Delete', { Object: keys.map((Key) => ({ Key })) }));
        expect(childrenNamed(node, 'Object').map((child) => childText(child, 'Key'))).toEqual(keys);
      }),
    );
  });

  it.each([
    '',
    'text',
    '<a>',
    '<a></b>',
    '<a/></a>',
    '<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>',
    '<a>&unknown;</a>',
    '<a><![CDATA[x]]></a>',
  ])('refuses %s', (source) => {
    expect(codeOf(() => parseXml(source))).toBe('MalformedXML');
  });
});

describe('CORS rules', () => {
  const rule = {
    allowedOrigins: ['https://*.school.test', 'http://localhost:3000'],
    allowedMethods: ['GET' as const],
    allowedHeaders: ['Content-Type'],
    exposeHeaders: [],
    maxAgeSeconds: null,
  };
  const asks = (origin: string, requestHeaders: string[] = []) =>
    corsHeaders([rule], { origin, method: 'GET', requestHeaders });

  it('match origins as a whole', () => {
    expect(asks('https://a.school.test')).toMatchObject({
      'access-control-allow-origin': 'https://a.school.test',
    });
    expect(asks('http://localhost:3000', ['content-type'])).not.toBeNull();
    for (const origin of [
      'https://school.test',
      'https://a.school.test.evil',
      'http://localhost:30001',
      'null',
    ]) {
      expect(asks(origin)).toBeNull();
    }
    expect(asks('http://localhost:3000', ['authorization'])).toBeNull();
  });
});
