import { useTranslations } from 'next-intl';
import { useZonedDate } from '@/components/ui/zoned-date';
import type { LockReason, LockView } from '@/server/domains/content/contract';

/** Returns why a lesson is locked, in one line. Needs the message area `learn`. */
export function useLockText(): (why: LockReason) => string {
  const t = useTranslations('learn.lock');
  const dateOf = useZonedDate();
  const textOf = (why: LockReason): string => {
    switch (why.kind) {
      case 'all':
      case 'any':
        return `${t(why.kind)}: ${why.of.map(textOf).join(' · ')}`;
      case 'from':
      case 'over':
        return t(why.kind, { date: dateOf(why.at, why.zone) });
      case 'score': {
        const { title, percent, best } = why;
        return best === null || best < 0
          ? t('score', { title, percent })
          : t('scoreSoFar', { title, percent, best });
      }
      case 'below':
        return t('below', { title: why.title, percent: why.percent });
      case 'complete':
      case 'not_complete':
        return t(why.kind, { title: why.title });
      case 'cohort':
      case 'other_cohort':
        return t(why.kind, { name: why.name });
      case 'staff':
        return why.until === null ? t('staff') : t('staffUntil', { date: dateOf(why.until, why.zone) });
      default:
        return t(why.kind);
    }
  };
  return textOf;
}

/** Why a lesson is locked, as a list with a list for every group in it. */
export function LockReasons({ why }: { readonly why: LockReason }) {
  const t = useTranslations('learn.lock');
  const textOf = useLockText();
  if (why.kind !== 'all' && why.kind !== 'any') return <li>{textOf(why)}</li>;
  return (
    <li>
      {t(why.kind)}:
      <ul className="mt-1 list-disc space-y-1 ps-6">
        {why.of.map((one) => (
          <LockReasons key={textOf(one)} why={one} />
        ))}
      </ul>
    </li>
  );
}

/** The zone whose clocks a lock is told on: that of its rule. */
export function zoneOfLock({ why, opensAt }: LockView): string | null {
  if (why.kind === 'from' && why.at.getTime() === opensAt?.getTime()) return why.zone;
  if (why.kind !== 'all' && why.kind !== 'any') return null;
  const zones = why.of.map((one) => zoneOfLock({ why: one, opensAt }));
  return zones.find((zone) => zone !== null) ?? null;
}
