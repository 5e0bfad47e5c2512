import { useTranslations } from 'next-intl';
import { ButtonLink } from '@/components/ui/link';
import { ProgressBar } from '@/components/ui/progress';
import { ReaderTime } from '@/components/ui/reader-zone';
import type { Achievements } from '@/server/domains/gamification/contract';
import { BadgeArt } from './badge-art';

const grid = 'mt-5 grid gap-x-8 gap-y-6 sm:grid-cols-2 lg:grid-cols-3';

/** The badges a person has, latest first, each with what it was for and when. */
export function EarnedBadges({ items }: { readonly items: Achievements['earned'] }) {
  const t = useTranslations('achievements');
  return (
    <section aria-labelledby="earned" className="mt-12">
      <h2 id="earned" className="font-serif text-2xl font-semibold">
        {t('earned.title')}
      </h2>
      {items.length === 0 ? (
        <div className="mt-3 space-y-4">
          <p className="text-ink-muted">{t('earned.empty')}</p>
          <ButtonLink href="/learn">{t('earned.toLearning')}</ButtonLink>
        </div>
      ) : (
        <ul className={grid}>
          {items.map((item) => (
            <Earned key={item.badge} item={item} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Earned({ item }: { readonly item: Achievements['earned'][number] }) {
  const t = useTranslations('achievements');
  const { badge, earnedAt, courseTitle } = item;
  const date = () => <ReaderTime value={earnedAt} />;
  return (
    <li className="flex gap-4">
      <BadgeArt badge={badge} />
      <div className="min-w-0">
        <h3 className="font-serif text-md font-semibold">{t(`badge.${badge}.name`)}</h3>
        <p className="text-sm text-ink-muted wrap-anywhere">
          {courseTitle === null
            ? t.rich('earned.onDay', { date })
            : t.rich('earned.inCourse', { course: courseTitle, date })}
        </p>
      </div>
    </li>
  );
}

/** The badges a person can still earn, each with how and how far they are. */
export function OpenBadges({ items }: { readonly items: Achievements['open'] }) {
  const t = useTranslations('achievements');
  return (
    <section aria-labelledby="open" className="mt-12">
      <h2 id="open" className="font-serif text-2xl font-semibold">
        {t('open.title')}
      </h2>
      {items.length === 0 ? (
        <p className="mt-3 text-ink-muted">{t('open.all')}</p>
      ) : (
        <ul className={grid}>
          {items.map((item) => (
            <Open key={item.badge} item={item} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Open({ item }: { readonly item: Achievements['open'][number] }) {
  const t = useTranslations('achievements');
  const { badge, value, goal } = item;
  const name = t(`badge.${badge}.name`);
  return (
    <li className="flex gap-4">
      <BadgeArt badge={badge} isOpen />
      <div className="min-w-0 grow">
        <h3 className="font-serif text-md font-semibold">{name}</h3>
        <p className="text-sm text-ink-muted">{t(`badge.${badge}.how`)}</p>
        {goal === 1 ? null : (
          <div className="mt-2 flex items-center gap-3">
            <ProgressBar
              value={value}
              total={goal}
              label={t('open.progressOf', { badge: name })}
              className="grow"
            />
            <span className="text-xs whitespace-nowrap text-ink-muted tabular-nums">
              {t('open.progress', { value, goal })}
            </span>
          </div>
        )}
      </div>
    </li>
  );
}
