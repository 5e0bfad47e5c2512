import { useTranslations } from 'next-intl';
import { Link } from '@/components/ui/link';
import type { NewSinceFinished } from '@/server/domains/enrollments/contract';

/** Properties of {@link NewSince}. */
export interface NewSinceProps {
  readonly courseSlug: string;
  readonly newSince: NewSinceFinished;
}

/** Which lessons came after a learner had finished the course; it stays finished. */
export function NewSince({ courseSlug, newSince: { count, lessons } }: NewSinceProps) {
  const t = useTranslations('learn');
  const more = count - lessons.length;
  return (
    <div className="mt-2 text-sm">
      <p className="font-semibold text-info">{t('newSince', { count })}</p>
      <ul className="mt-1 flex flex-wrap gap-x-4 gap-y-1">
        {lessons.map(({ slug, title }) => (
          <li key={slug}>
            <Link href={`/learn/${courseSlug}/${slug}`}>{title}</Link>
          </li>
        ))}
        {more > 0 ? <li className="text-ink-muted">{t('newSinceMore', { count: more })}</li> : null}
      </ul>
    </div>
  );
}
