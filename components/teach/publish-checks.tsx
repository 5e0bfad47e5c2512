import { useFormatter, useTranslations } from 'next-intl';
import { cx } from '@/components/ui/class-names';
import { Icon, type IconName } from '@/components/ui/icon';
import { Link } from '@/components/ui/link';
import type { Check, Checklist } from '@/server/domains/content/contract';

type Item = Checklist['items'][number];

/** Where each thing is put right. */
const pages: Readonly<Record<Check, 'details' | 'details#cover' | 'curriculum'>> = {
  description: 'details',
  cover: 'details#cover',
  coverText: 'details#cover',
  subtitle: 'details',
  outcomes: 'details',
  tags: 'details',
  lessons: 'curriculum',
  captions: 'curriculum',
  alt: 'curriculum',
  words: 'curriculum',
  headings: 'curriculum',
  release: 'curriculum',
};

type Look = { readonly icon: IconName; readonly ink: string; readonly word: 'met' | 'missing' | 'look' };

function lookOf({ isMet, isRequired }: Item): Look {
  if (isMet) return { icon: 'check-circle', ink: 'text-success', word: 'met' };
  if (isRequired) return { icon: 'error', ink: 'text-danger', word: 'missing' };
  return { icon: 'warning', ink: 'text-warning', word: 'look' };
}

function Places({ path, item }: { readonly path: string; readonly item: Item }) {
  const t = useTranslations('publishing');
  if (item.lessons.length === 0) {
    return <Link href={`${path}/${pages[item.check]}`}>{t(`checks.${item.check}.act`)}</Link>;
  }
  return (
    <>
      <p>{t('more')}</p>
      <ul className="mt-1 list-disc ps-5">
        {item.lessons.map(({ id, title, isArticle }) => (
          <li key={id}>
            <Link href={isArticle ? `${path}/lessons/${id}` : `${path}/curriculum`}>{title}</Link>
          </li>
        ))}
      </ul>
    </>
  );
}

function Measured({ item: { measured } }: { readonly item: Item }) {
  const t = useTranslations('publishing');
  const format = useFormatter();
  if (measured === null) return null;
  const ratio = format.number(measured, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return <p>{t('checks.coverText.measured', { ratio })}</p>;
}

/** Properties of {@link PublishChecks}. */
export interface PublishChecksProps {
  readonly courseSlug: string;
  readonly items: readonly Item[];
}

/** What a course has and lacks, why that matters, and where to put it right. */
export function PublishChecks({ courseSlug, items }: PublishChecksProps) {
  const t = useTranslations('publishing');
  const path = `/teach/courses/${courseSlug}`;
  return (['required', 'advice'] as const).map((group) => (
    <section key={group} aria-labelledby={`checks-${group}`} className="mb-8 max-w-reading">
      <h2 id={`checks-${group}`} className="mb-2 font-serif text-lg font-semibold">
        {t(group)}
      </h2>
      <ul className="divide-y divide-rule border-y border-rule">
        {items
          .filter(({ isRequired }) => isRequired === (group === 'required'))
          .map((item) => {
            const look = lookOf(item);
            return (
              <li key={item.check} className="flex gap-3 py-3">
                <Icon name={look.icon} label={t(look.word)} className={cx('mt-0.5', look.ink)} />
                <div className="min-w-0">
                  <h3 className="font-semibold">{t(`checks.${item.check}.title`)}</h3>
                  <p className="text-ink-muted">{t(`checks.${item.check}.why`)}</p>
                  <Measured item={item} />
                  {item.isMet ? null : (
                    <div className="mt-1">
                      <Places path={path} item={item} />
                    </div>
                  )}
                </div>
              </li>
            );
          })}
      </ul>
    </section>
  ));
}
