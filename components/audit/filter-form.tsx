import { useLocale, useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/link';
import { Select } from '@/components/ui/select';
import { TextField } from '@/components/ui/text-field';
import { type AuditFilters, auditedActions, auditedSubjects } from '@/server/domains/audit/contract';
import { auditHref } from './audit-href';

/** Properties of {@link AuditFilterForm}. */
export interface AuditFilterFormProps {
  readonly filters: AuditFilters;
  /** Whose days are meant, as the reader has chosen. */
  readonly timeZone: string;
}

/** Narrows the log down by a form that is sent by GET, so that a view has an address and needs no script. */
export function AuditFilterForm({ filters, timeZone }: AuditFilterFormProps) {
  const t = useTranslations('audit');
  const locale = useLocale();
  const zone = timeZone.replaceAll('_', ' ');
  const { who, asWhom, subject, action, subjectType, from, to } = filters;
  return (
    // biome-ignore lint/a11y/useSemanticElements: the search element is not known to every reader yet
    <form
      // The fields take the values of the address again when it changes.
      key={auditHref(filters)}
      action={`/${locale}/admin/audit`}
      method="get"
      role="search"
      aria-label={t('narrow')}
      className="mb-8 grid items-end gap-4 border-b border-rule pb-6 sm:grid-cols-2 lg:grid-cols-4"
    >
      <TextField name="who" label={t('who')} placeholder={t('idOrAddress')} defaultValue={who} isOptional />
      <TextField
        name="asWhom"
        label={t('asWhom')}
        placeholder={t('idOrAddress')}
        defaultValue={asWhom}
        isOptional
      />
      <Select
        name="action"
        label={t('action')}
        isOptional
        placeholder={t('anyAction')}
        defaultValue={action ?? ''}
        options={auditedActions.map((value) => ({ value, label: t(`actions.${value}`) }))}
      />
      <Select
        name="subjectType"
        label={t('subjectType')}
        isOptional
        placeholder={t('anySubject')}
        defaultValue={subjectType ?? ''}
        options={auditedSubjects.map((value) => ({ value, label: t(`subjects.${value}`) }))}
      />
      <TextField
        name="subject"
        label={t('subject')}
        placeholder={t('idOrAddress')}
        defaultValue={subject}
        isOptional
      />
      <TextField name="from" type="date" label={t('from', { zone })} defaultValue={from} isOptional />
      <TextField name="to" type="date" label={t('to', { zone })} defaultValue={to} isOptional />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary">
          {t('show')}
        </Button>
        <ButtonLink href={auditHref({})}>{t('clear')}</ButtonLink>
      </div>
    </form>
  );
}
