'use client';

import { useTranslations } from 'next-intl';
import { Disclosure } from '@/components/ui/disclosure';
import { Duration } from '@/components/ui/format';
import { Icon, type IconName } from '@/components/ui/icon';
import { Link } from '@/components/ui/link';
import { LinkWaiting } from '@/components/ui/link-waiting';
import { useZonedDate } from '@/components/ui/zoned-date';
import type { OutlineView } from '@/server/domains/enrollments/contract';
import { useLockText } from './lock-text';

type Lesson = OutlineView['sections'][number]['lessons'][number];

const kindIcons: Readonly<Record<Lesson['kind'], IconName>> = {
  article: 'text',
  video: 'video',
  quiz: 'quiz',
};

const rowStyle =
  'flex min-h-11 items-start gap-3 rounded-md border-s-3 border-transparent px-3 py-2 text-sm ' +
  'hover:bg-sunken aria-[current]:border-accent aria-[current]:bg-accent-soft aria-[current]:font-semibold';

/** Properties of {@link OutlineList}. */
export interface OutlineListProps {
  readonly outline: OutlineView;
  /** The address of the lesson on the page. */
  readonly currentSlug: string | null;
  /** Where a lesson is; in the player unless said otherwise. */
  readonly hrefOf?: (lessonSlug: string) => string;
}

/** The lessons of a course by section, each with what it is and whether it is completed. */
export function OutlineList({
  outline,
  currentSlug,
  hrefOf = (slug) => `/learn/${outline.courseSlug}/${slug}`,
}: OutlineListProps) {
  const t = useTranslations('learn');
  return (
    <nav aria-label={t('outline')}>
      {outline.sections.map((section, index) => {
        const done = section.lessons.filter((lesson) => lesson.isCompleted).length;
        return (
          <Disclosure
            key={section.id}
            isOpen
            summary={
              <span className="font-serif text-base leading-snug">
                {t('sectionTitle', { number: index + 1, title: section.title })}
              </span>
            }
            meta={
              outline.access === 'learner' ? (
                <span className="text-xs tabular-nums">
                  <span aria-hidden="true">{t('countShort', { done, total: section.lessons.length })}</span>
                  <span className="sr-only">{t('countLong', { done, total: section.lessons.length })}</span>
                </span>
              ) : null
            }
          >
            <ol className="-ms-8">
              {section.lessons.map((lesson) => (
                <li key={lesson.id}>
                  <LessonRow
                    lesson={lesson}
                    href={hrefOf(lesson.slug)}
                    zone={outline.zone}
                    isCurrent={lesson.slug === currentSlug}
                    isClosed={outline.access === 'visitor' && !lesson.isPreview}
                  />
                </li>
              ))}
            </ol>
          </Disclosure>
        );
      })}
    </nav>
  );
}

interface LessonRowProps {
  readonly lesson: Lesson;
  readonly href: string;
  readonly zone: string;
  readonly isCurrent: boolean;
  /** To who is not enrolled. */
  readonly isClosed: boolean;
}

function LessonRow({ lesson, href, zone, isCurrent, isClosed }: LessonRowProps) {
  const t = useTranslations('learn');
  const lockText = useLockText();
  const dateOf = useZonedDate();
  const isLocked = isClosed || lesson.lock !== null;
  return (
    <Link href={href} variant="plain" aria-current={isCurrent ? 'page' : undefined} className={rowStyle}>
      <span className="mt-px grid size-5 shrink-0 place-items-center">
        <LinkWaiting>
          <State lesson={lesson} isLocked={isLocked} />
        </LinkWaiting>
      </span>
      <span className="min-w-0 grow leading-5">
        {lesson.title}
        <span className="mt-0.5 flex flex-wrap gap-x-2 text-xs font-normal text-ink-muted">
          <span>{t(`kind.${lesson.kind}`)}</span>
          <Duration seconds={lesson.minutes * 60} />
          {lesson.isCompleted ? <span className="font-semibold text-accent">{t('completed')}</span> : null}
          {lesson.isNew ? <span className="font-semibold text-info">{t('newLesson')}</span> : null}
          {isClosed ? <span>{t('enrolToOpen')}</span> : null}
          {lesson.lock === null ? null : (
            <span>
              <span className="sr-only">{t('lock.locked')}: </span>
              {lockText(lesson.lock.why)}
            </span>
          )}
          {lesson.closesAt === null || lesson.isCompleted ? null : (
            <span>{t('lock.closes', { date: dateOf(lesson.closesAt, zone) })}</span>
          )}
        </span>
      </span>
    </Link>
  );
}

function State({ lesson, isLocked }: { readonly lesson: Lesson; readonly isLocked: boolean }) {
  if (isLocked && !lesson.isCompleted) return <Icon name="lock" className="text-base text-ink-faint" />;
  if (!lesson.isCompleted) return <Icon name={kindIcons[lesson.kind]} className="text-base text-ink-faint" />;
  return (
    <span className="grid size-5 place-items-center rounded-full bg-accent text-accent-ink">
      <Icon name="check" className="text-xs" />
    </span>
  );
}
