import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { DataTable } from '@/components/ui/data-table';
import { Link } from '@/components/ui/link';
import { consentVersions } from '@/server/domains/privacy/contract';

/** Everything that is ever kept in a browser; `docs/privacy.md` lists the same. */
const kept = ['session', 'csrf', 'return', 'hint', 'theme', 'answers', 'watch'] as const;

const names: Readonly<Record<(typeof kept)[number], string>> = {
  session: '__Host-lyceum.session',
  csrf: '__Host-lyceum.csrf',
  return: '__Host-lyceum.return',
  hint: 'lyceum.signed-in',
  theme: 'lyceum-theme',
  answers: 'lyceum.answers.…',
  watch: 'lyceum.watch.…',
};

function Section(props: { readonly id: string; readonly title: string; readonly children: ReactNode }) {
  return (
    <section aria-labelledby={props.id} className="mt-10 space-y-3">
      <h2 id={props.id} className="font-serif text-xl font-semibold">
        {props.title}
      </h2>
      {props.children}
    </section>
  );
}

/** The notice in plain words: no script of others, no cookie before it is needed, and who decides. */
export function PrivacyNotice() {
  const t = useTranslations('privacy');
  return (
    <>
      <p>{t('noTracking')}</p>
      <Section id="browser" title={t('browserTitle')}>
        <p>{t('browserLead')}</p>
        <DataTable
          caption={t('browserTitle')}
          isCaptionHidden
          rows={kept}
          rowKey={(one) => one}
          columns={[
            {
              key: 'name',
              header: t('name'),
              isRowHeader: true,
              cell: (one) => <code className="text-sm sm:whitespace-nowrap">{names[one]}</code>,
            },
            { key: 'why', header: t('why'), cell: (one) => t(`browser.${one}.why`) },
            { key: 'until', header: t('until'), cell: (one) => t(`browser.${one}.until`) },
          ]}
        />
      </Section>
      <Section id="account" title={t('accountTitle')}>
        <p>{t('accountBody')}</p>
        <p>{t('logBody')}</p>
        <p>{t.rich('decide', { link: (text) => <Link href="/settings/privacy">{text}</Link> })}</p>
      </Section>
      <Section id="rights" title={t('rightsTitle')}>
        <p>{t('rightsBody')}</p>
        <p>{t('keptBodyNotice')}</p>
      </Section>
      <Section id="terms" title={t('termsTitle')}>
        <p>{t('termsBody')}</p>
        <p className="text-sm text-ink-muted">
          {t('versions', { terms: consentVersions.terms, privacy: consentVersions.privacy })}
        </p>
      </Section>
    </>
  );
}
