'use client';

import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { DataTable } from '@/components/ui/data-table';
import { DateTime } from '@/components/ui/format';
import { ButtonLink } from '@/components/ui/link';
import { EmptyState } from '@/components/ui/states';
import type { VersionList } from '@/server/domains/content/contract/versions';
import { useRestore } from './use-restore';
import { useVersionName } from './use-version-name';

type Version = VersionList['items'][number];

function Name({ version }: { readonly version: Version }) {
  const t = useTranslations('versions');
  const nameOf = useVersionName();
  return (
    <div className="space-y-1">
      <p className="flex flex-wrap items-center gap-2">
        {nameOf(version)}
        {version.isPublished ? <Badge tone="success">{t('current')}</Badge> : null}
      </p>
      {version.note === '' ? null : (
        <p className="max-w-96 font-normal text-ink-muted">{t('note', { note: version.note })}</p>
      )}
    </div>
  );
}

/** Properties of {@link VersionTable}. */
export interface VersionTableProps {
  readonly courseSlug: string;
  readonly items: readonly Version[];
}

/** The versions of a course, each to be compared with the working copy, or put into it. */
export function VersionTable({ courseSlug, items }: VersionTableProps) {
  const t = useTranslations('versions');
  const nameOf = useVersionName();
  const { restore, restoringId } = useRestore(courseSlug);
  const path = `/teach/courses/${courseSlug}`;
  return (
    <DataTable
      caption={t('title')}
      isCaptionHidden
      rows={items}
      rowKey={({ id }) => id}
      empty={
        <EmptyState
          title={t('emptyTitle')}
          action={<ButtonLink href={`${path}/publish`}>{t('toPublish')}</ButtonLink>}
        >
          {t('emptyBody')}
        </EmptyState>
      }
      columns={[
        {
          key: 'version',
          header: t('columns.version'),
          isRowHeader: true,
          cell: (version) => <Name version={version} />,
        },
        {
          key: 'when',
          header: t('columns.when'),
          cell: ({ createdAt }) => <DateTime value={createdAt} style="date-time" />,
        },
        { key: 'who', header: t('columns.who'), cell: ({ authorName }) => authorName ?? t('nobody') },
        {
          key: 'size',
          header: t('columns.size'),
          cell: ({ lessonCount, minutes }) => t('size', { lessons: lessonCount, minutes }),
        },
        {
          key: 'acts',
          header: t('columns.acts'),
          cell: (version) => (
            <span className="flex flex-wrap gap-2">
              <ButtonLink
                size="sm"
                href={`${path}/history/compare?from=${version.id}`}
                aria-label={t('compareOf', { version: nameOf(version) })}
              >
                {t('compare')}
              </ButtonLink>
              <Button
                size="sm"
                aria-label={t('restoreOf', { version: nameOf(version) })}
                isPending={restoringId === version.id}
                onClick={() => restore(version.id)}
              >
                {t('restore')}
              </Button>
            </span>
          ),
        },
      ]}
    />
  );
}
