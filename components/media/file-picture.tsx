import { Icon, type IconName } from '@/components/ui/icon';
import type { LibraryItem } from '@/server/domains/library/contract';

const icons = {
  image: 'info',
  video: 'video',
  audio: 'play',
  document: 'text',
} as const satisfies Readonly<Record<LibraryItem['kind'], IconName>>;

/** A small picture of a file, or the sign of its kind; always of the same size. The file's name stands beside it. */
export function FilePicture({ item: { kind, pictureUrl } }: { readonly item: LibraryItem }) {
  return (
    <span className="grid h-12 w-18 shrink-0 place-items-center overflow-hidden rounded-sm border border-rule bg-sunken text-ink-faint">
      {pictureUrl === null ? (
        <Icon name={icons[kind]} className="text-xl" />
      ) : (
        // biome-ignore lint/performance/noImgElement: an address that is signed for some hours is nothing to optimise and keep
        <img src={pictureUrl} alt="" loading="lazy" decoding="async" className="size-full object-cover" />
      )}
    </span>
  );
}
