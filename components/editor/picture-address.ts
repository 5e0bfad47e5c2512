/** A picture as a text holds it: where it lies, how large it is, and whether it says nothing by itself. */
export type PictureAddress = {
  readonly src: string;
  readonly width: number | null;
  readonly height: number | null;
  readonly isDecorative: boolean;
};

const ownPicture = /^\/media\/[\w./%-]+$/;

function dimension(value: string | null): number | null {
  const number = Number(value);
  return Number.isInteger(number) && number > 0 && number <= 10_000 ? number : null;
}

/** Reads what the address of a picture says: `/media/a.webp?w=640&h=360`, with `alt=none` for mere decoration. */
export function readPicture(address: string): PictureAddress {
  const [src = '', query = ''] = address.split('?');
  const values = new URLSearchParams(query);
  return {
    src,
    width: dimension(values.get('w')),
    height: dimension(values.get('h')),
    isDecorative: values.get('alt') === 'none',
  };
}

/** Writes the address of a picture of our store; null for any other. */
export function writePicture({ src, width, height, isDecorative }: PictureAddress): string | null {
  if (!ownPicture.test(src) || src.includes('..')) return null;
  const size = width === null || height === null ? [] : [`w=${width}`, `h=${height}`];
  const query = [...size, ...(isDecorative ? ['alt=none'] : [])].join('&');
  return query === '' ? src : `${src}?${query}`;
}
