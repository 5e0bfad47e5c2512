/** A picture of known size, in the formats and sizes it is stored in. */
export interface PictureView {
  readonly url: string;
  readonly width: number;
  readonly height: number;
  readonly sources: readonly { readonly type: string; readonly srcSet: string }[];
}

/** Properties of {@link Picture}. */
export interface PictureProps {
  readonly picture: PictureView;
  /** What it shows; empty where the words beside it say as much. */
  readonly alt: string;
  /** How wide it is shown, as in HTML: `(min-width: 40rem) 20rem, 100vw`. */
  readonly sizes: string;
  readonly className: string;
  /** The first picture of a page is not put off. */
  readonly isFirst?: boolean;
}

/** A picture in the best format the browser knows and the size it needs; its place is kept free while it loads. */
export function Picture({ picture, alt, sizes, className, isFirst = false }: PictureProps) {
  return (
    <picture>
      {picture.sources.map(({ type, srcSet }) => (
        <source key={type} type={type} srcSet={srcSet} sizes={sizes} />
      ))}
      <img
        src={picture.url}
        width={picture.width}
        height={picture.height}
        alt={alt}
        loading={isFirst ? 'eager' : 'lazy'}
        decoding="async"
        className={className}
      />
    </picture>
  );
}
