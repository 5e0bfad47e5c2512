'use client';

import { useTranslations } from 'next-intl';
import { trpc } from '@/components/trpc/client';
import { failureOf } from '@/components/trpc/failure';
import { useFailureText } from '@/components/trpc/use-failure-text';
import { Button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { showToast } from '@/components/ui/toast-queue';
import type { AuditFile, AuditFilters } from '@/server/domains/audit/contract';

function save({ name, text, contentType }: AuditFile): void {
  const url = URL.createObjectURL(new Blob([text], { type: contentType }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

/** Saves what the filters let through as a file, and says that this is on record. */
export function ExportButtons({ filters }: { readonly filters: AuditFilters }) {
  const t = useTranslations('audit');
  const failureText = useFailureText();
  const taking = trpc.audit.export.useMutation({
    onSuccess: (file) => {
      save(file);
      const { rows, isComplete } = file;
      showToast(t(isComplete ? 'exported' : 'exportedPart', { rows }));
    },
    onError: (error) => showToast(failureText(failureOf(error)), { tone: 'danger' }),
  });
  const format = taking.isPending ? taking.variables.format : null;
  const takeAs = (wanted: 'csv' | 'json') => () => {
    if (!taking.isPending) taking.mutate({ ...filters, format: wanted });
  };
  return (
    <section aria-labelledby="audit-export" className="mt-10 border-t border-rule pt-5">
      <h2 id="audit-export" className="font-serif text-lg font-semibold">
        {t('export')}
      </h2>
      <p className="mt-1 max-w-reading text-ink-muted">{t('exportLead')}</p>
      <div className="mt-3 flex flex-wrap gap-2">
        <Button
          size="sm"
          icon={<Icon name="download" />}
          isPending={format === 'csv'}
          onClick={takeAs('csv')}
        >
          {t('asCsv')}
        </Button>
        <Button
          size="sm"
          icon={<Icon name="download" />}
          isPending={format === 'json'}
          onClick={takeAs('json')}
        >
          {t('asJson')}
        </Button>
      </div>
    </section>
  );
}
