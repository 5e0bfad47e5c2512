import { useTranslations } from 'next-intl';

/** The id of the main region on every page, where the skip link leads. */
export const mainId = 'main';

/** The first stop of the keyboard on every page: past the header, to what the page is about. */
export function SkipLink() {
  const t = useTranslations('shell');
  return (
    <a
      href={`#${mainId}`}
      className="fixed start-4 top-0 z-50 -translate-y-full rounded-b-md bg-ink px-4 py-3 font-semibold text-paper focus-visible:translate-y-0"
    >
      {t('skipToContent')}
    </a>
  );
}
