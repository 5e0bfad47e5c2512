import { cx } from './class-names';
import { coverArt, coverInks, coverSize } from './course-cover-art';

/** Properties of {@link CourseCover}. */
export interface CourseCoverProps {
  /** The course's id, which decides the cover. */
  readonly id: string;
  readonly className?: string;
}

/** The generated cover of a course without an image; silent, because the title stands beside it. */
export function CourseCover({ id, className }: CourseCoverProps) {
  const art = coverArt(id);
  const { width, height } = coverSize;
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="xMidYMid slice"
      aria-hidden="true"
      className={cx('block aspect-video w-full bg-sunken', className)}
    >
      <rect width={width} height={height} fill={coverInks[art.ground]} />
      {art.shapes.map((shape) => (
        <path
          key={`${shape.ink}${shape.d.slice(0, 24)}`}
          d={shape.d}
          {...(shape.lineWidth === undefined
            ? { fill: coverInks[shape.ink] }
            : { fill: 'none', stroke: coverInks[shape.ink], strokeWidth: shape.lineWidth })}
        />
      ))}
    </svg>
  );
}
