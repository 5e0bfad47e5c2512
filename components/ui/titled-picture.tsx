import type { ReactNode } from 'react';
import { cx } from './class-names';
import { Picture, type PictureView } from './picture';

/** Properties of {@link TitledPicture}. */
export interface TitledPictureProps {
  readonly picture: PictureView & { readonly shadePercent: number };
  readonly alt: string;
  readonly sizes: string;
  readonly className?: string;
  /** White words over the lower part. */
  readonly children: ReactNode;
}

/** A picture with words over its lower part, under which it is as dark as was measured to make them readable. */
export function TitledPicture({ picture, alt, sizes, className, children }: TitledPictureProps) {
  // Up to there the shade has its full strength; above it fades out, where no words are.
  const shade = `rgb(0 0 0 / ${picture.shadePercent}%)`;
  const fade = `linear-gradient(to top, ${shade} 45%, transparent 75%)`;
  return (
    <div className={cx('relative overflow-hidden', className)}>
      <Picture
        picture={picture}
        alt={alt}
        sizes={sizes}
        className="block aspect-video w-full object-cover"
        isFirst
      />
      <div
        className="absolute inset-0 flex items-end p-5 text-white"
        style={picture.shadePercent === 0 ? undefined : { backgroundImage: fade }}
      >
        <div className="max-h-[45%] min-w-0 overflow-hidden">{children}</div>
      </div>
    </div>
  );
}
