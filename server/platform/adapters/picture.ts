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

/** Returns the rectangle of whole pixels, of a shape, that a part comes to; always within the picture. */
export function rectangleOf(
  part: PicturePart,
  seen: { readonly width: number; readonly height: number },
  shape: number,
) {
  const wide = Math.min(
    (part.width / 100) * seen.width,
    (part.height / 100) * seen.height * shape,
    seen.width,
  );
  const width = Math.max(1, Math.min(Math.round(wide), Math.floor(seen.height * shape)));
  const height = Math.max(1, Math.min(Math.round(width / shape), seen.height));
  const left = Math.min(Math.max(0, Math.round((part.x / 100) * seen.width)), seen.width - width);
  const top = Math.min(Math.max(0, Math.round((part.y / 100) * seen.height)), seen.height - height);
  return { left, top, width, height };
}

function opener(bytes: Uint8Array) {
  if (!isKnownKind(bytes)) throw new PictureError('unreadable');
  return () => sharp(bytes, { limitInputPixels: mostPixels, failOn: 'error', pages: 1 });
}

async function seenSize(open: () => Sharp) {
  const seen = await sizeAsSeen(open());
  if (seen.width * seen.height > mostPixels) throw new PictureError('too_large');
  return seen;
}

/**
 * Cuts a part of a shape out of a JPEG, PNG or WebP picture, as WebP of high quality to make others from, without anything
 * a camera or a program has written into the file.
 *
 * @param cut.shape width by height.
 * @param cut.leastWidth in pixels, of the part.
 * @throws PictureError
 */
export async function cutPicture(
  bytes: Uint8Array,
  part: PicturePart,
  cut: { readonly shape: number; readonly leastWidth: number; readonly mostWidth: number },
): Promise<Buffer> {
  const open = opener(bytes);
  const rectangle = rectangleOf(part, await seenSize(open), cut.shape);
  if (rectangle.width < cut.leastWidth) throw new PictureError('too_small');
  try {
    const image = open().autoOrient().extract(rectangle);
    const sized = image.resize({ width: cut.mostWidth, withoutEnlargement: true });
    return await sized.webp({ quality: 92, effort: 2 }).toBuffer();
  } catch (error) {
    throw new PictureError('unreadable', { cause: error });
  }
}

/** Side, in pixels, of the picture that is measured: finer detail is no obstacle to reading. */
const measuredWidth = 320;

/**
 * Returns the pixels of the lower part of a picture, red, green and blue in turn, made small.
 *
 * @param share how much of its height, from 0 to 1.
 */
export async function lowerPixels(bytes: Uint8Array, share: number): Promise<Uint8Array> {
  const small = await sharp(bytes, { limitInputPixels: mostPixels, pages: 1 })
    .resize({ width: measuredWidth })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = small.info;
  const rows = Math.max(1, Math.round(height * share));
  const part = small.data.subarray((height - rows) * width * channels);
  if (channels === 3) return part;
  // Grey pictures have one value for all three.
  return Uint8Array.from({ length: rows * width * 3 }, (_, at) => part[Math.floor(at / 3) * channels] ?? 0);
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
  const open = opener(bytes);
  const square = squareOf(part, await seenSize(open));
  if (square.width < sides.small) throw new PictureError('too_small');
  const make = async (side: number) =>
    await open().autoOrient().extract(square).resize(side, side).webp({ quality }).toBuffer();
  try {
    return { large: await make(sides.large), small: await make(sides.small) };
  } catch (error) {
    throw new PictureError('unreadable', { cause: error });
  }
}
