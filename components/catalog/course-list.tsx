import { Link } from '@/components/ui/link';
import { StarRating } from '@/components/ui/star-rating';
import type { CourseCard } from '@/server/domains/search/contract';
import { CourseFacts } from './course-facts';
import { Cover } from './cover';

const grid = 'grid gap-x-8 gap-y-12 sm:grid-cols-2 lg:grid-cols-3';

interface CardProps {
  readonly course: CourseCard;
  readonly level: 2 | 3;
  readonly isFirst: boolean;
}

// The whole card leads to the course by its one link, which is stretched over it: one stop for the keyboard.
function Card({ course, level, isFirst }: CardProps) {
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <article className="group relative flex flex-col">
      <Cover course={course} isFirst={isFirst} />
      <p className="mt-3 text-xs font-semibold text-accent">{course.category.name}</p>
      <Heading lang={course.language} className="mt-1 font-serif text-xl leading-snug font-semibold">
        <Link
          href={`/courses/${course.slug}`}
          variant="quiet"
          className="after:absolute after:inset-0 group-hover:text-accent group-hover:underline"
        >
          {course.title}
        </Link>
      </Heading>
      <p lang={course.language} className="mt-1 text-ink-muted">
        {course.subtitle}
      </p>
      <div className="mt-auto space-y-1 pt-3">
        <p className="text-sm">{course.teachers.map((teacher) => teacher.name).join(', ')}</p>
        <CourseFacts course={course} />
        <StarRating value={course.rating.mean ?? 0} count={course.rating.count} />
      </div>
    </article>
  );
}

/** Properties of {@link CourseList}. */
export interface CourseListProps {
  readonly courses: readonly CourseCard[];
  /** The level of the courses' headings in their page. */
  readonly level: 2 | 3;
}

/** Courses side by side, each with what decides whether to open it. */
export function CourseList({ courses, level }: CourseListProps) {
  return (
    <ul className={grid}>
      {courses.map((course, index) => (
        <li key={course.id} className="grid">
          <Card course={course} level={level} isFirst={index === 0} />
        </li>
      ))}
    </ul>
  );
}
