import { useTranslations } from 'next-intl';
import { Link } from '@/components/ui/link';

/** How a course goes, from the first page to the certificate: four steps, in the order in which they happen. */
export function HowItWorks() {
  const t = useTranslations('home');
  const steps = [
    { key: 'read', title: t('readTitle'), text: t('readText') },
    { key: 'try', title: t('tryTitle'), text: t('tryText') },
    { key: 'pace', title: t('paceTitle'), text: t('paceText') },
    {
      key: 'proof',
      title: t('proofTitle'),
      text: t.rich('proofText', { link: (text) => <Link href="/verify">{text}</Link> }),
    },
  ];
  return (
    <section aria-labelledby="how" className="mt-16 grid gap-x-14 gap-y-6 lg:grid-cols-[18rem_minmax(0,1fr)]">
      <h2 id="how" className="font-serif text-2xl font-semibold">
        {t('how')}
      </h2>
      <ol className="grid gap-x-10 gap-y-8 sm:grid-cols-2">
        {steps.map(({ key, title, text }, index) => (
          <li key={key} className="grid grid-cols-[2rem_minmax(0,1fr)] border-t border-rule pt-3">
            <span aria-hidden="true" className="font-serif text-lg text-ink-faint tabular-nums">
              {index + 1}
            </span>
            <div>
              <h3 className="font-serif text-lg font-semibold">{title}</h3>
              <p className="mt-1 text-ink-muted">{text}</p>
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
