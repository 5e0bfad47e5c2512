'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { trpc } from '@/components/trpc/client';
import { failureOf } from '@/components/trpc/failure';
import { useFailureText } from '@/components/trpc/use-failure-text';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { KeptFocus } from '@/components/ui/kept-focus';
import { ReaderTime } from '@/components/ui/reader-zone';
import { showToast } from '@/components/ui/toast-queue';
import type { ExportView, PrivacyState } from '@/server/domains/privacy/contract';

/** While a copy is in the making, its page looks again this often, in ms. */
const lookAgainMs = 3_000;

/** A person's copy of everything about them: asked for, waited for, fetched. */
export function DataCopy({ initial }: { readonly initial: PrivacyState }) {
  const t = useTranslations('privacy');
  const failureText = useFailureText();
  const cache = trpc.useUtils();
  const { data } = trpc.privacy.state.useQuery(undefined, {
    initialData: initial,
    refetchInterval: (query) => (query.state.data?.export?.state === 'open' ? lookAgainMs : false),
  });
  const ask = trpc.privacy.requestExport.useMutation({
    onError: (error) => showToast(failureText(failureOf(error)), { tone: 'danger' }),
    onSettled: async () => await cache.privacy.state.invalidate(),
  });
  const { export: copy } = data;
  return (
    <KeptFocus aria-labelledby="copy" className="mt-12">
      <h2 id="copy" className="font-serif text-xl font-semibold">
        {t('exportTitle')}
      </h2>
      <p className="mt-1 mb-4 text-ink-muted">{t('exportLead')}</p>
      <div aria-live="polite">{copy === null ? null : <Copy copy={copy} />}</div>
      {copy?.state === 'open' ? null : (
        <Button className="mt-4" isPending={ask.isPending} onClick={() => ask.mutate()}>
          {t(copy === null ? 'exportAsk' : 'exportAgain')}
        </Button>
      )}
    </KeptFocus>
  );
}

function Copy({ copy }: { readonly copy: NonNullable<ExportView> }) {
  const t = useTranslations('privacy');
  if (copy.state === 'open') return <Banner title={t('exportOpenTitle')}>{t('exportOpen')}</Banner>;
  if (copy.state === 'failed') return <Banner tone="danger">{t('exportFailed')}</Banner>;
  if (copy.state === 'expired') return <p className="text-ink-muted">{t('exportExpired')}</p>;
  return <Ready copy={copy} />;
}

function Ready({ copy }: { readonly copy: NonNullable<ExportView> }) {
  const t = useTranslations('privacy');
  const format = useFormatter();
  const failureText = useFailureText();
  const cache = trpc.useUtils();
  const fetching = trpc.privacy.fetchExport.useMutation({
    onSuccess: ({ path }) => window.location.assign(path),
    onError: async (error) => {
      showToast(failureText(failureOf(error)), { tone: 'danger' });
      await cache.privacy.state.invalidate();
    },
  });
  const kilobytes = Math.max(1, Math.round((copy.bytes ?? 0) / 1_000));
  const size = format.number(kilobytes, { style: 'unit', unit: 'kilobyte', unitDisplay: 'short' });
  return (
    <Banner
      tone="success"
      title={t('exportReadyTitle')}
      actions={
        <Button
          size="sm"
          icon={<Icon name="download" />}
          isPending={fetching.isPending}
          onClick={() => fetching.mutate({ exportId: copy.id })}
        >
          {t('exportFetch')}
        </Button>
      }
    >
      {t.rich('exportReady', {
        size,
        date: () =>
          copy.expiresAt === null ? null : <ReaderTime value={copy.expiresAt} style="short-date" />,
      })}
    </Banner>
  );
}
