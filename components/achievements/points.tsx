import { useFormatter, useTranslations } from 'next-intl';
import type { Achievements } from '@/server/domains/gamification/contract';

/** A person's points, and what each of them is for. */
export function Points({ points, sources }: Pick<Achievements, 'points' | 'sources'>) {
  const t = useTranslations('achievements.points');
  const format = useFormatter();
  const cell = 'py-2 ps-4 text-end tabular-nums';
  return (
    <section aria-labelledby="points">
      <h2 id="points" className="font-semibold text-ink-muted">
        {t('title')}
      </h2>
      <p className="mt-1 font-serif text-3xl font-semibold">{t('total', { count: points })}</p>
      <table aria-labelledby="points" className="mt-3 w-full text-sm">
        <thead>
          <tr className="border-b border-rule text-ink-muted">
            <th scope="col" className="py-2 text-start font-normal">
              {t('what')}
            </th>
            <th scope="col" className="py-2 ps-4 text-end font-normal">
              {t('each')}
            </th>
            <th scope="col" className="py-2 ps-4 text-end font-normal">
              {t('count')}
            </th>
            <th scope="col" className="py-2 ps-4 text-end font-normal">
              {t('sum')}
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-rule">
          {sources.map((source) => (
            <tr key={source.rule}>
              <th scope="row" className="py-2 text-start font-normal">
                {t(`rule.${source.rule}`)}
              </th>
              <td className={cell}>{format.number(source.each)}</td>
              <td className={cell}>{format.number(source.count)}</td>
              <td className={cell}>{format.number(source.points)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="mt-3 text-sm text-ink-muted">{t('explained')}</p>
    </section>
  );
}
