import { cx } from '@/components/ui/class-names';
import { CourseCover } from '@/components/ui/course-cover';
import { Picture } from '@/components/ui/picture';
import type { CourseCard } from '@/server/domains/search/contract';

/** How wide a cover is at most in the lists of courses. */
const coverSizes = '(min-width: 64rem) 24rem, (min-width: 40rem) 50vw, 100vw';

/** Properties of {@link Cover}. */
export interface CoverProps {
  readonly course: Pick<CourseCard, 'id' | 'cover'>;
  readonly className?: string;
  /** The first picture of a page is not put off. */
  readonly isFirst?: boolean;
  /** Whether it is said what the picture shows. In a list it is silent, because the title stands beside it. */
  readonly isDescribed?: boolean;
  readonly sizes?: string;
}

/** The picture of a course, or the generated one. */
export function Cover({
  course: { id, cover },
  className,
  isFirst = false,
  isDescribed = false,
  sizes = coverSizes,
}: CoverProps) {
  const shape = cx('aspect-video w-full rounded-md object-cover', className);
  if (cover === null) return <CourseCover id={id} className={shape} />;
  const alt = isDescribed ? cover.alt : '';
  return <Picture picture={cover} alt={alt} sizes={sizes} className={shape} isFirst={isFirst} />;
}
