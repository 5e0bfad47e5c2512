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

type Use = LibraryItem['uses'][number];

function UseName({ use: { part, course, lessonTitle } }: { readonly use: Use }) {
  const t = useTranslations('media');
  if (course === null) return <span className="text-ink-muted">{t(`strangeUse.${part}`)}</span>;
  const values = { course: course.title };
  const names = {
    cover: () => t('coverOf', values),
    description: () => t('descriptionOf', values),
    lesson: () => t('lessonOf', { ...values, lesson: lessonTitle ?? '' }),
  };
  return <Link href={`/teach/courses/${course.slug}`}>{names[part]()}</Link>;
}

/** Where a file is used, each place with the way there. */
export function FileUses({ uses, isComplete = false }: FileUsesProps) {
  const t = useTranslations('media');
  if (uses.length === 0) return <span className="text-ink-muted">{t('nowhere')}</span>;
  const shown = isComplete ? uses : uses.slice(0, shownInRow);
  const more = uses.length - shown.length;
  return (
    <ul className="space-y-1">
      {shown.map((use, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two places of strangers look alike, and the list is never reordered
        <li key={index}>
          <UseName use={use} />
        </li>
      ))}
      {more === 0 ? null : <li className="text-ink-muted">{t('moreUses', { count: more })}</li>}
    </ul>
  );
}
