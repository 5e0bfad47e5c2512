import { useTranslations } from 'next-intl';
import { Icon } from '@/components/ui/icon';
import { ButtonLink } from '@/components/ui/link';

/** Says all the time that this is a preview, and leads back to where one was. */
export function PreviewBar({ back }: { readonly back: string }) {
  const t = useTranslations('preview');
  return (
    <section
      aria-label={t('title')}
      className="sticky top-0 z-20 border-b border-rule bg-info-soft px-(--gutter) py-2"
    >
      <div className="mx-auto flex max-w-wide flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <p className="flex items-center gap-2">
          <Icon name="info" className="text-info" />
          <span>
            <strong>{t('title')}</strong> – {t('nothingRecorded')}
          </span>
        </p>
        <ButtonLink href={back} size="sm" prefetch={false}>
          {t('leave')}
        </ButtonLink>
      </div>
    </section>
  );
}
