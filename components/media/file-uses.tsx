import { useTranslations } from 'next-intl';
import { Link } from '@/components/ui/link';
import type { LibraryItem } from '@/server/domains/library/contract';

/** So many places are named in a row of a table. */
const shownInRow = 3;

/** Properties of {@link FileUses}. */
export interface FileUsesProps {
  readonly uses: LibraryItem['uses'];
  readonly isComplete?: boolean;
}

/** Where a file is used, each place with the way there. */
export function FileUses({ uses, isComplete = false }: FileUsesProps) {
  const t = useTranslations('media');
  if (uses.length === 0) return <span className="text-ink-muted">{t('nowhere')}</span>;
  const shown = isComplete ? uses : uses.slice(0, shownInRow);
  const more = uses.length - shown.length;
  return (
    <ul className="space-y-1">
      {shown.map(({ courseSlug, courseTitle: course, lessonTitle }) => (
        <li key={`${courseSlug}/${lessonTitle ?? ''}`}>
          <Link href={`/teach/courses/${courseSlug}`}>
            {lessonTitle === null ? t('coverOf', { course }) : t('lessonOf', { lesson: lessonTitle, course })}
          </Link>
        </li>
      ))}
      {more === 0 ? null : <li className="text-ink-muted">{t('moreUses', { count: more })}</li>}
    </ul>
  );
}
