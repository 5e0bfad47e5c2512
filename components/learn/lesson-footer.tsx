'use client';

import { useTranslations } from 'next-intl';
import { useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { ButtonLink } from '@/components/ui/link';
import { LinkWaiting } from '@/components/ui/link-waiting';
import { useRouter } from '@/i18n/navigation';
import type { OpenLessonView } from '@/server/domains/enrollments/contract';
import { useLockText } from './lock-text';
import { useOutline } from './outline-cache';
import { useCompleteLesson } from './use-complete-lesson';

type Neighbour = OpenLessonView['next'];

/** Properties of {@link LessonFooter}. */
export interface LessonFooterProps {
  readonly courseSlug: string;
  readonly lesson: Pick<OpenLessonView['lesson'], 'id' | 'title' | 'kind'>;
  readonly isEnrolled: boolean;
  readonly isCompleted: boolean;
  readonly previous: Neighbour;
  readonly next: Neighbour;
  /** The next one as soon as this one is completed. */
  readonly nextWhenDone: Neighbour;
  readonly nextLocked: OpenLessonView['nextLocked'];
}

/** Tells whether a lesson is completed, as far as the page knows by now, and whether it is the last open one. */
function useLessonState(courseSlug: string, lessonId: string, isCompletedOnServer: boolean) {
  const { data: outline } = useOutline(courseSlug);
  const lessons = outline?.sections.flatMap((section) => section.lessons) ?? [];
  const own = lessons.find((lesson) => lesson.id === lessonId);
  return {
    outline,
    isCompleted: own?.isCompleted ?? isCompletedOnServer,
    isLastOpen: lessons.length > 0 && lessons.every((each) => each.isCompleted || each.id === lessonId),
  };
}

/** The ways on from a lesson: back, complete and continue, or simply the next one. Never a dead end. */
export function LessonFooter(props: LessonFooterProps) {
  const { courseSlug, lesson, isEnrolled, previous, nextLocked } = props;
  const t = useTranslations('learn');
  const { isCompleted, isLastOpen } = useLessonState(courseSlug, lesson.id, props.isCompleted);
  const complete = useCompleteLesson(courseSlug);
  const next = isCompleted ? props.nextWhenDone : props.next;
  const router = useRouter();
  const [isGoing, startGoing] = useTransition();
  const hrefOf = (slug: string) => `/learn/${courseSlug}/${slug}`;
  const mayComplete = isEnrolled && lesson.kind === 'article' && !isCompleted;
  const completeAndContinue = () => {
    const then = props.nextWhenDone;
    const completed = complete(lesson);
    // The last open lesson completes the course: that is said here, so nobody is taken away from it.
    if (then === null || isLastOpen) return;
    startGoing(async () => {
      // What opens by this step is not there before the server has taken it.
      if (then.slug !== props.next?.slug && !(await completed)) return;
      startGoing(() => router.push(hrefOf(then.slug)));
    });
  };
  return (
    <footer className="mt-14 border-t border-rule pt-6">
      {isEnrolled ? (
        <p role="status" className="mb-4 flex min-h-6 items-center gap-2 text-ink-muted">
          {isCompleted ? (
            <>
              <Icon name="check-circle" className="text-accent" />
              {t('lessonCompleted')}
            </>
          ) : (
            t(`completesBy.${lesson.kind}`)
          )}
        </p>
      ) : null}
      {nextLocked === null ? null : <LockedNext {...nextLocked} />}
      <div className="flex flex-wrap-reverse items-center justify-between gap-3">
        {previous === null ? (
          <span />
        ) : (
          <ButtonLink
            href={hrefOf(previous.slug)}
            prefetch
            variant="quiet"
            icon={
              <LinkWaiting>
                <Icon name="arrow-previous" />
              </LinkWaiting>
            }
            title={previous.title}
            className="-ms-4.5"
          >
            {t('previous')}
          </ButtonLink>
        )}
        <div className="flex flex-wrap-reverse items-center justify-end gap-3">
          {mayComplete || isGoing ? (
            <>
              {next === null ? null : (
                <ButtonLink href={hrefOf(next.slug)} prefetch variant="quiet" title={next.title}>
                  {t('skip')}
                </ButtonLink>
              )}
              <Button
                variant="primary"
                icon={<Icon name="check" />}
                isPending={isGoing}
                onClick={completeAndContinue}
              >
                {props.nextWhenDone === null || isLastOpen ? t('complete') : t('completeAndContinue')}
              </Button>
            </>
          ) : (
            <Onward next={next} hrefOf={hrefOf} isPrimary={isCompleted} />
          )}
        </div>
      </div>
    </footer>
  );
}

function LockedNext({ title, lock }: NonNullable<OpenLessonView['nextLocked']>) {
  const t = useTranslations('learn.lock');
  const textOf = useLockText();
  return (
    <p className="mb-4 flex items-start gap-2 text-ink-muted">
      <Icon name="lock" className="mt-0.5" />
      <span>
        {t('then', { title })} {textOf(lock.why)}
      </span>
    </p>
  );
}

function Onward({
  next,
  hrefOf,
  isPrimary,
}: {
  readonly next: Neighbour;
  readonly hrefOf: (slug: string) => string;
  readonly isPrimary: boolean;
}) {
  const t = useTranslations('learn');
  if (next === null) return <ButtonLink href="/learn">{t('toMyLearning')}</ButtonLink>;
  return (
    <ButtonLink
      href={hrefOf(next.slug)}
      prefetch
      variant={isPrimary ? 'primary' : 'secondary'}
      title={next.title}
    >
      {isPrimary ? t('continue') : t('next')}
      <LinkWaiting>
        <Icon name="arrow-next" />
      </LinkWaiting>
    </ButtonLink>
  );
}
