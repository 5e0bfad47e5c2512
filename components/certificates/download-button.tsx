'use client';

import { useTranslations } from 'next-intl';
import { trpc } from '@/components/trpc/client';
import { failureOf } from '@/components/trpc/failure';
import { useFailureText } from '@/components/trpc/use-failure-text';
import { Button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { showToast } from '@/components/ui/toast-queue';

/** Downloads a certificate's PDF. The address is asked for at the press, because it works for minutes only. */
export function DownloadButton({ code, course }: { readonly code: string; readonly course: string }) {
  const t = useTranslations('certificates');
  const failureText = useFailureText();
  const cache = trpc.useUtils();
  const download = async () => {
    try {
      const { url } = await cache.certificates.download.fetch({ code }, { staleTime: 0 });
      window.location.assign(url);
    } catch (error) {
      showToast(failureText(failureOf(error)), { tone: 'danger' });
    }
  };
  return (
    <Button size="sm" icon={<Icon name="download" />} onClick={() => void download()}>
      {t('download')}
      <span className="sr-only"> {course}</span>
    </Button>
  );
}
