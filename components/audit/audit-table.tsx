import { useTranslations } from 'next-intl';
import { DataTable } from '@/components/ui/data-table';
import { Icon } from '@/components/ui/icon';
import { ButtonLink, Link } from '@/components/ui/link';
import { ReaderTime } from '@/components/ui/reader-zone';
import { EmptyState } from '@/components/ui/states';
import { type AuditEntryView, auditedActions, auditedSubjects } from '@/server/domains/audit/contract';
import { auditHref } from './audit-href';

type Entry = { readonly entry: AuditEntryView };

function useWords() {
  const t = useTranslations('audit');
  return {
    // An act of another release has no words here; its name is better than nothing.
    action: (name: string) => {
      const known = auditedActions.find((one) => one === name);
      return known === undefined ? name : t(`actions.${known}`);
    },
    subject: (name: string) => {
      const known = auditedSubjects.find((one) => one === name);
      return known === undefined ? name : t(`subjects.${known}`);
    },
  };
}

function Person({ person }: { readonly person: { readonly id: string; readonly name: string | null } }) {
  return (
    <Link href={auditHref({ who: person.id })} variant="quiet" title={person.id}>
      {person.name ?? <code className="text-xs">{person.id}</code>}
    </Link>
  );
}

function Who({ entry: { actor, actorName, onBehalfOf } }: Entry) {
  const t = useTranslations('audit');
  return (
    <>
      {actor === null ? <span className="text-ink-muted">{actorName ?? t('nobody')}</span> : null}
      {actor === null ? null : <Person person={actor} />}
      {onBehalfOf === null ? null : (
        <span className="block text-ink-muted">
          {t('actingAs')} <Person person={onBehalfOf} />
        </span>
      )}
    </>
  );
}

function Subject({ entry: { subject } }: Entry) {
  const words = useWords();
  return (
    <>
      {words.subject(subject.type)}{' '}
      <Link
        href={auditHref({ subject: subject.id })}
        variant="quiet"
        title={subject.id}
        className="break-words"
      >
        {subject.name ?? <code className="text-xs">{subject.id}</code>}
      </Link>
    </>
  );
}

function Value({ text, kind }: { readonly text: string | null; readonly kind: 'before' | 'after' }) {
  const t = useTranslations('audit');
  if (text === null) return <span className="text-ink-muted">{t('none')}</span>;
  const Tag = kind === 'before' ? 'del' : 'ins';
  return <Tag className="break-words no-underline">{text}</Tag>;
}

function Changes({ entry: { changes } }: Entry) {
  const t = useTranslations('audit');
  if (changes.length === 0) return <span className="text-ink-muted">{t('none')}</span>;
  return (
    <ul className="space-y-1">
      {changes.map(({ field, before, after }) => (
        <li key={field}>
          <code className="text-xs text-ink-muted">{field}</code>{' '}
          {before === null ? null : (
            <>
              <span className="sr-only">{t('was')} </span>
              <Value kind="before" text={before} />{' '}
              <Icon name="arrow-next" className="inline text-ink-muted" label={t('becomes')} />{' '}
            </>
          )}
          <Value kind="after" text={after} />
        </li>
      ))}
    </ul>
  );
}

function Origin({ entry: { requestId, network, hash } }: Entry) {
  const t = useTranslations('audit');
  return (
    <span className="block max-w-56 text-xs break-all text-ink-muted">
      {network === null ? null : <span className="block">{network}</span>}
      {requestId === null ? null : <span className="block">{requestId}</span>}
      <span className="block" title={hash}>
        {t('hash', { start: hash.slice(0, 12) })}
      </span>
    </span>
  );
}

/** Rows of the audit log: who, as whom, what, on what, and what was different before. */
export function AuditTable(props: {
  readonly items: readonly AuditEntryView[];
  /** Whether filters could be why there is nothing. */
  readonly isFiltered: boolean;
}) {
  const t = useTranslations('audit');
  const words = useWords();
  const empty = props.isFiltered ? (
    <EmptyState
      title={t('nothingFoundTitle')}
      action={<ButtonLink href={auditHref({})}>{t('clear')}</ButtonLink>}
    >
      {t('nothingFoundBody')}
    </EmptyState>
  ) : (
    <EmptyState title={t('emptyTitle')}>{t('emptyBody')}</EmptyState>
  );
  return (
    <DataTable
      caption={t('title')}
      isCaptionHidden
      rows={props.items}
      rowKey={({ seq }) => seq}
      empty={empty}
      columns={[
        { key: 'action', header: t('action'), isRowHeader: true, cell: ({ action }) => words.action(action) },
        { key: 'seq', header: t('number'), align: 'end', cell: ({ seq }) => seq },
        {
          key: 'at',
          header: t('at'),
          cell: ({ at }) => <ReaderTime value={at} style="date-time" />,
        },
        { key: 'who', header: t('who'), cell: (entry) => <Who entry={entry} /> },
        { key: 'subject', header: t('subject'), cell: (entry) => <Subject entry={entry} /> },
        { key: 'changes', header: t('changes'), cell: (entry) => <Changes entry={entry} /> },
        { key: 'origin', header: t('origin'), cell: (entry) => <Origin entry={entry} /> },
      ]}
    />
  );
}
