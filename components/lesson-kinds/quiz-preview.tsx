import { useTranslations } from 'next-intl';
import { InlineMarkdown } from '@/components/markdown/markdown';
import { Disclosure } from '@/components/ui/disclosure';
import { EmptyState } from '@/components/ui/states';
import { questionFlaws } from '@/server/domains/content/contract/quiz';
import type { SettingsOf } from '@/server/domains/content/contract/settings';

/** A quiz as learners meet it, with the key for its authors to open. */
export function QuizPreview({ quiz }: { readonly quiz: SettingsOf<'quiz'> }) {
  const t = useTranslations('kinds');
  const asked = quiz.questions.filter((question) => questionFlaws(question).length === 0);
  if (asked.length === 0) return <EmptyState title={t('noQuestions')} />;
  return (
    <>
      <p className="mb-6 text-ink-muted">
        {t('previewLead', { asked: asked.length, all: quiz.questions.length, percent: quiz.passPercent })}
      </p>
      <ol className="space-y-10">
        {asked.map(({ id, kind, promptMd, explanationMd, choices }, place) => (
          <li key={id}>
            <fieldset>
              <legend className="font-serif text-lg font-semibold">
                <span className="block text-sm font-normal text-ink-muted">
                  {t('question', { number: place + 1 })}
                </span>
                <InlineMarkdown source={promptMd} />
              </legend>
              <ul className="mt-3 space-y-2">
                {choices.map((choice) => (
                  <li key={choice.id}>
                    <label className="flex min-h-11 items-center gap-3 rounded-md border border-rule px-3 py-2">
                      <input
                        type={kind === 'single' ? 'radio' : 'checkbox'}
                        name={id}
                        className="size-5 accent-accent"
                      />
                      <span>
                        <InlineMarkdown source={choice.textMd} />
                      </span>
                    </label>
                  </li>
                ))}
              </ul>
            </fieldset>
            <Disclosure summary={t('key')}>
              <ul className="list-disc ps-5">
                {choices
                  .filter(({ isCorrect }) => isCorrect)
                  .map((choice) => (
                    <li key={choice.id}>
                      <InlineMarkdown source={choice.textMd} />
                    </li>
                  ))}
              </ul>
              {explanationMd === '' ? null : (
                <p className="mt-2">
                  <InlineMarkdown source={explanationMd} />
                </p>
              )}
            </Disclosure>
          </li>
        ))}
      </ol>
    </>
  );
}
