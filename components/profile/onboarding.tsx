import { useTranslations } from 'next-intl';
import type { CategoryView } from '@/server/domains/courses/contract';
import { InterestsForm } from './interests-form';

/** Asks a newcomer what they want to learn, until they have said so or want to be left alone. */
export function Onboarding({ categories }: { readonly categories: readonly CategoryView[] }) {
  const t = useTranslations('profile');
  if (categories.length === 0) return null;
  return (
    <section
      aria-labelledby="onboarding"
      className="mt-12 rounded-lg border border-rule bg-surface p-5 sm:p-6"
    >
      <h2 id="onboarding" className="font-serif text-xl font-semibold">
        {t('interestsTitle')}
      </h2>
      <p className="mt-1 mb-4 text-ink-muted">{t('interestsAsk')}</p>
      <InterestsForm chosen={[]} categories={categories} isDismissible />
    </section>
  );
}
