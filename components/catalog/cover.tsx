import { cx } from '@/components/ui/class-names';
import { CourseCover } from '@/components/ui/course-cover';
import type { CourseCard } from '@/server/domains/search/contract';

/** Properties of {@link Cover}. */
export interface CoverProps {
  readonly course: Pick<CourseCard, 'id' | 'cover'>;
  readonly className?: string;
  /** The first picture of a page is not put off. */
  readonly isFirst?: boolean;
}

/** The picture of a course, or the generated one; silent, because the title stands beside it. */
export function Cover({ course: { id, cover }, className, isFirst = false }: CoverProps) {
  const shape = cx('aspect-video w-full rounded-md object-cover', className);
  if (cover === null) return <CourseCover id={id} className={shape} />;
  return (
    // biome-ignore lint/performance/noImgElement: covers are stored in the size they are shown in
    <img
      src={cover.url}
      width={cover.width}
      height={cover.height}
      alt=""
      loading={isFirst ? 'eager' : 'lazy'}
      decoding="async"
      className={shape}
    />
  );
}
