import type { PictureView } from '@/server/domains/users/contract';
import { publicUrl } from '@/server/platform/public-key';

const folder = 'public/avatars';
const ending = '.webp';

/** The key of a small variant, beside the picture it is made of. */
const smallOf = (key: string) => `${key.slice(0, -ending.length)}-small${ending}`;

/** Returns under which key a picture is kept, by an id that is made for it and says nothing of the person. */
export function pictureKey(id: string): string {
  return `${folder}/${id}${ending}`;
}

/** Returns the key of each file a picture consists of. */
export function pictureFiles(key: string): { readonly large: string; readonly small: string } {
  return { large: key, small: smallOf(key) };
}

/** Returns where a picture is shown from, or null when there is none. */
export function pictureView(key: string | null): PictureView | null {
  return key === null ? null : { large: publicUrl(key), small: publicUrl(smallOf(key)) };
}
