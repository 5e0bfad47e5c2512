import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sendCover, sendPicture } from '@/components/profile/send-picture';
import { coverWish } from '@/server/domains/courses/contract';
import { pictureCrop } from '@/server/domains/profiles/contract';
import { encodeSquares } from '@/server/platform/adapters/picture';
import { createPictureUploads } from '@/server/platform/adapters/picture-upload';
import { createUploads, type UploadsPort } from '@/server/platform/adapters/uploads';
import { AppError, platformErrors } from '@/server/platform/errors';
import { FetchXhr, openTestUploads, type TestUploads } from './test-uploads';

const crop = { x: 25, y: 0, width: 50, height: 100 };
const mostBytes = 8 * 1024 * 1024;

let service: TestUploads;
let uploads: UploadsPort;
let isAdmitted = true;
let covers: { userId: string; input: object }[] = [];
let taken: { userId: string; part: object; sides: number[] }[] = [];

beforeEach(async () => {
  isAdmitted = true;
  taken = [];
  covers = [];
  vi.stubGlobal('XMLHttpRequest', FetchXhr);
  vi.stubGlobal('navigator', { onLine: true });
  service = await openTestUploads((config, callbackUrl) =>
    createPictureUploads(config, callbackUrl, {
      cover: {
        input: coverWish,
        admit: async ({ courseSlug }) => ({ userId: `owner of ${courseSlug}` }),
        take: async ({ userId, input }) => {
          covers.push({ userId, input });
          return { refusal: null };
        },
      },
      picture: {
        input: pictureCrop,
        admit: async () =>
          isAdmitted
            ? { userId: 'ada' }
            : { refusal: new AppError(platformErrors.rate_limited, { details: { seconds: 7 } }) },
        take: async ({ userId, input: part, uploadKey }) => {
          const bytes = await uploads.read(uploadKey, mostBytes);
          if (bytes === null) return { refusal: { code: 'gone', details: {} } };
          const { large, small } = await encodeSquares(bytes, part, { large: 200, small: 96 });
          const sides = await Promise.all(
            [large, small].map(async (one) => (await sharp(one).metadata()).width),
          );
          taken.push({ userId, part, sides });
          await uploads.delete([uploadKey]);
          const refusal = { code: 'profiles/picture_too_small', details: { limit: 96 } };
          return { refusal: taken.length > 1 ? refusal : null };
        },
      },
    }),
  );
  uploads = createUploads(service.config);
});
afterEach(async () => await service.close());

async function photo(type = 'image/png'): Promise<File> {
  const bytes = await sharp({ create: { width: 400, height: 300, channels: 3, background: 'red' } })
    .png()
    .toBuffer();
  return new File([new Uint8Array(bytes)], 'me.png', { type });
}

describe('a picture on its way', () => {
  it('reaches who takes it, with its owner and the part to keep, and the browser hears the outcome', async () => {
    expect(await sendPicture(await photo(), crop, service.endpoint)).toBeNull();
    expect(taken).toEqual([{ userId: 'ada', part: crop, sides: [200, 96] }]);
    expect(await sendPicture(await photo(), crop, service.endpoint)).toEqual({
      code: 'profiles/picture_too_small',
      details: { limit: 96 },
    });
  });

  it('comes with what it is for, where it is a cover', async () => {
    const wish = { ...crop, courseSlug: 'bees', alt: 'A hive' };
    expect(await sendCover(await photo(), wish, service.endpoint)).toBeNull();
    expect([covers, taken]).toEqual([[{ userId: 'owner of bees', input: wish }], []]);
  });

  it('is not begun for who is not admitted, and the reason arrives whole', async () => {
    isAdmitted = false;
    expect(await sendPicture(await photo(), crop, service.endpoint)).toEqual({
      code: 'platform/rate_limited',
      details: { seconds: 7 },
    });
    expect(taken).toEqual([]);
  });

  it('is refused as another type, or with a part that is none', async () => {
    expect(await sendPicture(await photo('image/svg+xml'), crop, service.endpoint)).not.toBeNull();
    expect(await sendPicture(await photo(), { ...crop, x: 101 }, service.endpoint)).not.toBeNull();
    expect(taken).toEqual([]);
  });

  it('is taken by the call that comes again after an outage', async () => {
    service.outages.push(503);
    expect(await sendPicture(await photo(), crop, service.endpoint)).toBeNull();
    expect(taken).toHaveLength(1);
  });
});
