import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import { DataTable } from '@/components/ui/data-table';
import { ButtonLink } from '@/components/ui/link';
import { ReaderTime } from '@/components/ui/reader-zone';
import { EmptyState } from '@/components/ui/states';
import type { ConsentView } from '@/server/domains/privacy/contract';

function Standing({ withdrawnAt }: Pick<ConsentView, 'withdrawnAt'>) {
  const t = useTranslations('privacy');
  if (withdrawnAt === null) return <Badge tone="success">{t('stands')}</Badge>;
  return t.rich('withdrawnOn', { date: () => <ReaderTime value={withdrawnAt} style="short-date" /> });
}

/** What a person agreed to, which text it was, and since when. */
export function ConsentList({ items }: { readonly items: readonly ConsentView[] }) {
  const t = useTranslations('privacy');
  return (
    <section aria-labelledby="consents">
      <h2 id="consents" className="mb-3 font-serif text-xl font-semibold">
        {t('consentsTitle')}
      </h2>
      <DataTable
        caption={t('consentsTitle')}
        isCaptionHidden
        rows={items}
        rowKey={({ id }) => id}
        empty={
          <EmptyState
            level={3}
            title={t('noConsentsTitle')}
            action={<ButtonLink href="/privacy">{t('readNotice')}</ButtonLink>}
          >
            {t('noConsentsBody')}
          </EmptyState>
        }
        columns={[
          { key: 'kind', header: t('what'), isRowHeader: true, cell: ({ kind }) => t(`kinds.${kind}`) },
          { key: 'version', header: t('version'), cell: ({ version }) => version },
          {
            key: 'given',
            header: t('givenAt'),
            cell: ({ givenAt }) => <ReaderTime value={givenAt} style="short-date" />,
          },
          { key: 'state', header: t('state'), cell: (consent) => <Standing {...consent} /> },
        ]}
      />
    </section>
  );
}
