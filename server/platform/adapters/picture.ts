import sharp, { type Sharp } from 'sharp';

/** A part of a picture, in percent of what is seen of it. */
export type PicturePart = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

/** Why a picture is refused. */
type PictureRefusal = 'unreadable' | 'too_small' | 'too_large';

/** A file is no picture that can be taken. */
export class PictureError extends Error {
  override readonly name = 'PictureError';
  constructor(
    readonly reason: PictureRefusal,
    options?: ErrorOptions,
  ) {
    super(`The picture is ${reason}.`, options);
  }
}

/** More than cameras of phones make; what unpacks to more is refused before it is unpacked. */
const mostPixels = 64_000_000;

const quality = 82;

/** How files of the three kinds begin. Their names and what was said of them count for nothing. */
const beginnings: readonly (readonly (readonly [at: number, signs: readonly number[]])[])[] = [
  [[0, [0xff, 0xd8, 0xff]]],
  [[0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]]],
  // RIFF, four bytes of length, WEBP: by the second word alone, text could begin so.
  [
    [0, [0x52, 0x49, 0x46, 0x46]],
    [8, [0x57, 0x45, 0x42, 0x50]],
  ],
];

/** What the file has to be for the library that decodes it, too, which knows many more kinds. */
const formats: readonly string[] = ['jpeg', 'png', 'webp'];

function isKnownKind(bytes: Uint8Array): boolean {
  const has = (at: number, signs: readonly number[]) =>
    signs.every((sign, place) => bytes[at + place] === sign);
  return beginnings.some((words) => words.every(([at, signs]) => has(at, signs)));
}

/** Returns the square of whole pixels that a part comes to; always within the picture. */
export function squareOf(part: PicturePart, seen: { readonly width: number; readonly height: number }) {
  const wanted = Math.min((part.width / 100) * seen.width, (part.height / 100) * seen.height);
  const side = Math.max(1, Math.min(Math.round(wanted), seen.width, seen.height));
  const left = Math.min(Math.max(0, Math.round((part.x / 100) * seen.width)), seen.width - side);
  const top = Math.min(Math.max(0, Math.round((part.y / 100) * seen.height)), seen.height - side);
  return { left, top, width: side, height: side };
}

async function sizeAsSeen(picture: Sharp): Promise<{ width: number; height: number }> {
  try {
    const { format, width, height, orientation = 1 } = await picture.metadata();
    if (!formats.includes(format)) throw new PictureError('unreadable');
    // From 5 on, the camera was held upright.
    return orientation >= 5 ? { width: height, height: width } : { width, height };
  } catch (error) {
    if (error instanceof PictureError) throw error;
    const isTooLarge = error instanceof Error && /pixel limit/i.test(error.message);
    throw new PictureError(isTooLarge ? 'too_large' : 'unreadable', { cause: error });
  }
}

/**
 * Makes squares of the wanted sides out of a part of a JPEG, PNG or WebP picture, as WebP and without anything a camera
 * or a program has written into the file.
 *
 * @param sides in pixels; the part has to be at least as large as the small one.
 * @throws PictureError
 */
export async function encodeSquares(
  bytes: Uint8Array,
  part: PicturePart,
  sides: { readonly large: number; readonly small: number },
): Promise<{ readonly large: Buffer; readonly small: Buffer }> {
  if (!isKnownKind(bytes)) throw new PictureError('unreadable');
  const open = () => sharp(bytes, { limitInputPixels: mostPixels, failOn: 'error', pages: 1 });
  const seen = await sizeAsSeen(open());
  if (seen.width * seen.height > mostPixels) throw new PictureError('too_large');
  const square = squareOf(part, seen);
  if (square.width < sides.small) throw new PictureError('too_small');
  const make = async (side: number) =>
    await open().autoOrient().extract(square).resize(side, side).webp({ quality }).toBuffer();
  try {
    return { large: await make(sides.large), small: await make(sides.small) };
  } catch (error) {
    throw new PictureError('unreadable', { cause: error });
  }
}
