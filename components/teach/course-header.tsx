import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { ClientMessages } from '@/components/shell/client-messages';
import { PageHeader } from '@/components/shell/page';
import { Badge } from '@/components/ui/badge';
import { Breadcrumbs } from '@/components/ui/breadcrumbs';
import { ButtonLink } from '@/components/ui/link';
import { PendingChanges } from '@/components/versions/pending-changes';
import type { CourseFrame } from '@/server/domains/courses/contract';
import { CourseNav } from './course-nav';
import { statusTones } from './status-tones';

/** Properties of {@link CourseHeader}. */
export interface CourseHeaderProps {
  readonly frame: CourseFrame;
  readonly title: ReactNode;
  readonly lead?: ReactNode;
}

/** The top of every page about one course: where it belongs, what state it is in, and its parts. */
export function CourseHeader({ frame, title, lead }: CourseHeaderProps) {
  const t = useTranslations('teach');
  const { slug, status } = frame;
  return (
    <>
      <PageHeader
        density="dense"
        above={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <Breadcrumbs
              crumbs={[
                { href: '/teach', label: t('title') },
                { href: `/teach/courses/${slug}`, label: frame.title },
              ]}
            />
            <Badge tone={statusTones[status]}>{t(status)}</Badge>
            {frame.isInReview ? <Badge tone="info">{t('inReview')}</Badge> : null}
            {frame.visibility === 'public' ? null : <Badge>{t(`visibility.${frame.visibility}`)}</Badge>}
            {status !== 'draft' && frame.may.includes('content.edit') ? (
              <ClientMessages areas={['versions']}>
                <PendingChanges courseSlug={slug} />
              </ClientMessages>
            ) : null}
          </span>
        }
        title={title}
        lead={lead}
        actions={
          status === 'published' && frame.visibility !== 'private' ? (
            <ButtonLink href={`/courses/${slug}`} size="sm">
              {t('seePublicPage')}
            </ButtonLink>
          ) : null
        }
      />
      <CourseNav frame={frame} />
    </>
  );
}
