import { useTranslations } from 'next-intl';
import { Icon } from '@/components/ui/icon';
import type { FileProblem } from '@/server/domains/exchange/contract/problems';

/** What the texts of problems can name, when one of them does not say it. */
const nothing = {
  ...{ key: '', like: '', field: '', limit: 0, reason: '', expected: '', options: '' },
  ...{ slug: '', category: '', kind: '', prompt: '', lesson: '', file: '' },
};

/** More than anybody mends before the next try. */
const shown = 100;

/** Everything that is wrong with an archive, by file, line and column. */
export function ProblemList({ problems }: { readonly problems: readonly FileProblem[] }) {
  const t = useTranslations('exchange');
  return (
    <section aria-labelledby="import-problems">
      <h3 id="import-problems" className="flex items-center gap-2 font-semibold text-danger">
        <Icon name="error" />
        {t('problemsTitle', { count: problems.length })}
      </h3>
      <p className="mt-1 text-ink-muted">{t('problemsLead')}</p>
      <ul className="mt-3 divide-y divide-rule border-y border-rule">
        {problems.slice(0, shown).map(({ file, line, column, code, values }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes, and two problems can be alike
          <li key={index} className="py-2">
            {file === '' ? null : (
              <code className="block font-mono text-sm wrap-anywhere text-ink-muted">
                {t('where', { file, line, column })}
              </code>
            )}
            {t(`problems.${code}`, { ...nothing, ...values })}
          </li>
        ))}
      </ul>
    </section>
  );
}
