import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** The algorithms S3 accepts for `x-amz-checksum-*`. */
export const CHECKSUM_ALGORITHMS = ['crc32', 'crc32c', 'crc64nvme', 'sha1', 'sha256'] as const;

/** One of {@link CHECKSUM_ALGORITHMS}. */
export type ChecksumAlgorithm = (typeof CHECKSUM_ALGORITHMS)[number];

/** A running checksum; `digest` is base64 of the big-endian value, as S3 writes it. */
export type Checksum = { update(bytes: Uint8Array): void; digest(): string };

const CRC32C_POLYNOMIAL = 0x82f63b78;
/** CRC-64/NVME, bit-reflected, as two 32-bit halves. */
const CRC64_POLYNOMIAL_HIGH = 0x9a6c9329;
const CRC64_POLYNOMIAL_LOW = 0xac4bc9b5;

function base64Of(...words: number[]): string {
  const bytes = Buffer.alloc(words.length * 4);
  words.forEach((word, index) => {
    bytes.writeUInt32BE(word >>> 0, index * 4);
  });
  return bytes.toString('base64');
}

const crc32cTable = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? CRC32C_POLYNOMIAL ^ (value >>> 1) : value >>> 1;
  return value >>> 0;
});

const crc64Tables = (() => {
  const high = new Uint32Array(256);
  const low = new Uint32Array(256);
  for (let index = 0; index < 256; index += 1) {
    let [h, l] = [0, index];
    for (let bit = 0; bit < 8; bit += 1) {
      const carry = l & 1;
      l = (l >>> 1) | ((h & 1) << 31);
      h >>>= 1;
      if (carry) [h, l] = [h ^ CRC64_POLYNOMIAL_HIGH, l ^ CRC64_POLYNOMIAL_LOW];
    }
    [high[index], low[index]] = [h >>> 0, l >>> 0];
  }
  return { high, low };
})();

function crc32Checksum(): Checksum {
  let value = 0;
  return {
    update: (bytes) => {
      value = crc32(bytes, value);
    },
    digest: () => base64Of(value),
  };
}

function crc32cChecksum(): Checksum {
  let value = 0xffffffff;
  return {
    update: (bytes) => {
      for (const byte of bytes) value = (crc32cTable[(value ^ byte) & 255] ?? 0) ^ (value >>> 8);
    },
    digest: () => base64Of(~value),
  };
}

function crc64Checksum(): Checksum {
  let [high, low] = [0xffffffff, 0xffffffff];
  return {
    update: (bytes) => {
      for (const byte of bytes) {
        const index = (low ^ byte) & 255;
        low = ((low >>> 8) | ((high & 255) << 24)) ^ (crc64Tables.low[index] ?? 0);
        high = (high >>> 8) ^ (crc64Tables.high[index] ?? 0);
      }
    },
    digest: () => base64Of(~high, ~low),
  };
}

/** Starts a checksum. */
export function startChecksum(algorithm: ChecksumAlgorithm): Checksum {
  if (algorithm === 'crc32') return crc32Checksum();
  if (algorithm === 'crc32c') return crc32cChecksum();
  if (algorithm === 'crc64nvme') return crc64Checksum();
  const hash = createHash(algorithm);
  return { update: (bytes) => void hash.update(bytes), digest: () => hash.digest('base64') };
}

/** The algorithm an `x-amz-checksum-…` header or a `ChecksumAlgorithm` value names, undefined for anything else. */
export function checksumAlgorithm(name: string | undefined): ChecksumAlgorithm | undefined {
  const bare = name?.toLowerCase().replace(/^x-amz-checksum-/, '');
  return CHECKSUM_ALGORITHMS.find((algorithm) => algorithm === bare);
}
