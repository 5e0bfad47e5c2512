import { useTranslations } from 'next-intl';
import { Avatar } from '@/components/ui/avatar';
import { DataTable } from '@/components/ui/data-table';
import { ButtonLink, Link } from '@/components/ui/link';
import { ReaderTime } from '@/components/ui/reader-zone';
import { EmptyState } from '@/components/ui/states';
import type { PeoplePage } from '@/server/domains/people/contract';
import { peopleHref } from './people-href';
import { StateBadge } from './state-badge';

/** Rows of people; the name leads to everything about one of them. */
export function PeopleTable({ items }: { readonly items: PeoplePage['items'] }) {
  const t = useTranslations('people');
  return (
    <DataTable
      caption={t('title')}
      isCaptionHidden
      rows={items}
      rowKey={({ id }) => id}
      empty={
        <EmptyState
          title={t('nobodyTitle')}
          action={<ButtonLink href={peopleHref({})}>{t('clear')}</ButtonLink>}
        >
          {t('nobodyBody')}
        </EmptyState>
      }
      columns={[
        {
          key: 'name',
          header: t('name'),
          isRowHeader: true,
          cell: ({ id, name, picture }) => (
            <span className="inline-flex items-center gap-2.5">
              <Avatar name={name} picture={picture} size="sm" />
              <Link href={`/admin/people/${id}`}>{name}</Link>
            </span>
          ),
        },
        {
          key: 'email',
          header: t('email'),
          cell: ({ email }) => <span className="break-all">{email}</span>,
        },
        { key: 'role', header: t('role'), cell: ({ role }) => t(`roles.${role}`) },
        { key: 'state', header: t('state'), cell: ({ state }) => <StateBadge state={state} /> },
        {
          key: 'since',
          header: t('since'),
          cell: ({ createdAt }) => <ReaderTime value={createdAt} style="short-date" />,
        },
      ]}
    />
  );
}
