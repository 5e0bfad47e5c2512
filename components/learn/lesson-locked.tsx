import { useTranslations } from 'next-intl';
import { ButtonLink } from '@/components/ui/link';
import { EmptyState } from '@/components/ui/states';
import { useZonedDate } from '@/components/ui/zoned-date';
import type { OutlineView } from '@/server/domains/enrollments/contract';
import { LockReasons, useLockText, zoneOfLock } from './lock-text';

/** Properties of {@link LessonLocked}. */
export interface LessonLockedProps {
  readonly outline: OutlineView;
  readonly lessonSlug: string;
}

/** A lesson that is not open yet: what opens it and when, and where to go on meanwhile. */
export function LessonLocked({ outline, lessonSlug }: LessonLockedProps) {
  const t = useTranslations('learn.lock');
  const dateOf = useZonedDate();
  const { courseSlug, continueWith, sections } = outline;
  const lesson = sections.flatMap(({ lessons }) => lessons).find(({ slug }) => slug === lessonSlug);
  const lock = lesson?.lock ?? null;
  return (
    <>
      <h1 className="mb-6 font-serif text-3xl font-semibold max-sm:text-2xl">{lesson?.title}</h1>
      <EmptyState
        icon="lock"
        title={t('title')}
        action={
          <>
            {continueWith === null ? null : (
              <ButtonLink href={`/learn/${courseSlug}/${continueWith.slug}`} variant="primary">
                {t('goOn', { title: continueWith.title })}
              </ButtonLink>
            )}
            <ButtonLink href={`/learn/${courseSlug}/${lessonSlug}`} prefetch={false}>
              {t('reload')}
            </ButtonLink>
          </>
        }
      >
        {lock === null ? null : (
          <>
            <p>{t('body')}</p>
            <ul className="mt-2 list-disc space-y-1 ps-6 text-ink">
              <LockReasons why={lock.why} />
            </ul>
            {lock.opensAt === null || lock.why.kind === 'from' ? null : (
              <p className="mt-2">{t('opensAt', { date: dateOf(lock.opensAt, zoneOfLock(lock)) })}</p>
            )}
          </>
        )}
      </EmptyState>
    </>
  );
}

/** A course of which nothing is open yet, with what its first lessons wait for. */
export function NothingOpen({ outline }: { readonly outline: OutlineView }) {
  const t = useTranslations('learn.lock');
  const textOf = useLockText();
  const first = outline.sections.flatMap(({ lessons }) => lessons).slice(0, 3);
  return (
    <EmptyState icon="lock" title={t('nothingTitle')}>
      <p>{t('nothingBody')}</p>
      <ul className="mt-2 list-disc space-y-1 ps-6 text-ink">
        {first.map(({ id, title, lock }) => (
          <li key={id}>
            {title}
            {lock === null ? null : <span className="block text-ink-muted">{textOf(lock.why)}</span>}
          </li>
        ))}
      </ul>
    </EmptyState>
  );
}
