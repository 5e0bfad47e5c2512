import { useFormatter, useTranslations } from 'next-intl';
import { cx } from '@/components/ui/class-names';
import { Icon } from '@/components/ui/icon';
import type { StreakView } from '@/server/domains/gamification/contract';

/** A person's days in a row, what to do about them, and the last seven of them. */
export function Streak({ streak }: { readonly streak: StreakView }) {
  const t = useTranslations('achievements.streak');
  const { current, longest, state, isFreezeLeft, week } = streak;
  return (
    <section aria-labelledby="streak">
      <h2 id="streak" className="font-semibold text-ink-muted">
        {t('title')}
      </h2>
      <p className="mt-1 font-serif text-3xl font-semibold">{t('days', { count: current })}</p>
      <p className="mt-2 max-w-reading">
        {t(state)}{' '}
        {state === 'open' || state === 'done_today' ? t(isFreezeLeft ? 'freezeLeft' : 'freezeUsed') : null}
      </p>
      <Week week={week} />
      <p className="mt-4 max-w-reading text-sm text-ink-muted">
        {longest > current ? `${t('longest', { count: longest })} ` : null}
        {t('explained')}
      </p>
    </section>
  );
}

const marks = {
  learnt: 'bg-accent text-accent-ink',
  frozen: 'border border-dashed border-edge text-ink-muted',
  empty: 'border border-rule text-ink-faint',
} as const;

function Week({ week }: Pick<StreakView, 'week'>) {
  const t = useTranslations('achievements.streak');
  const format = useFormatter();
  const named = (day: string, weekday: 'short' | 'long') =>
    format.dateTime(new Date(day), { weekday, timeZone: 'UTC' });
  return (
    <ol aria-label={t('week')} className="mt-5 flex flex-wrap gap-3">
      {week.map(({ day, state }) => (
        <li key={day} className="grid justify-items-center gap-1">
          <span className="sr-only">{t(`day.${state}`, { day: named(day, 'long') })}</span>
          <span
            aria-hidden="true"
            className={cx('grid size-9 place-items-center rounded-full', marks[state])}
          >
            {state === 'learnt' ? <Icon name="check" /> : null}
            {state === 'frozen' ? <Icon name="minus" /> : null}
          </span>
          <span aria-hidden="true" className="text-2xs text-ink-muted">
            {named(day, 'short')}
          </span>
        </li>
      ))}
    </ol>
  );
}
