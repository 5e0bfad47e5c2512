import { useTranslations } from 'next-intl';
import { Icon } from '@/components/ui/icon';
import { ButtonLink } from '@/components/ui/link';
import type { PreviewView } from '@/server/domains/studio/contract';
import { previewHref } from './preview-href';

/** The ways on from a lesson in the preview; what learners would do to complete it is said, and does nothing. */
export function PreviewFooter({ view, from }: { readonly view: PreviewView; readonly from: string }) {
  const t = useTranslations('preview');
  const { previous, next, courseSlug, lesson } = view;
  return (
    <footer className="mt-14 border-t border-rule pt-6">
      {lesson === null ? null : <p className="mb-4 text-ink-muted">{t(`completes.${lesson.kind}`)}</p>}
      <div className="flex flex-wrap items-center justify-between gap-3">
        {previous === null ? (
          <span />
        ) : (
          <ButtonLink
            href={previewHref(courseSlug, from, previous.slug)}
            variant="quiet"
            icon={<Icon name="arrow-previous" />}
            title={previous.title}
          >
            {t('previous')}
          </ButtonLink>
        )}
        {next === null ? null : (
          <ButtonLink href={previewHref(courseSlug, from, next.slug)} title={next.title}>
            {t('next')}
            <Icon name="arrow-next" />
          </ButtonLink>
        )}
      </div>
    </footer>
  );
}
