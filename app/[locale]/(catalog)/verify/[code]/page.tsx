import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { NoSuchCertificate, Verdict } from '@/components/catalog/verdict';
import { Main, PageHeader } from '@/components/shell/page';
import { verifyCertificate } from '@/server/domains/certificates/cached';

type Params = Promise<{ code: string }>;

/** Names the page; what it says about a person is for whoever holds the code and not for search engines. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('certificates.verify');
  return { title: t('title'), robots: { index: false } };
}

/** The answer depends on the code and waits for it, so that it comes in one piece, with scripts or without (ADR 0007). */
export const instant = false;

/** What the platform says about one code. */
export default async function VerdictPage({ params }: { readonly params: Params }) {
  const t = await getTranslations('certificates.verify');
  const typed = decodeTyped((await params).code);
  const certificate = await verifyCertificate(typed);
  return (
    <Main width="reading">
      <PageHeader title={t('title')} />
      {certificate === null ? <NoSuchCertificate typed={typed} /> : <Verdict certificate={certificate} />}
    </Main>
  );
}

// Addresses are typed by people: a stray percent sign is a wrong code and not a broken page.
function decodeTyped(code: string): string {
  try {
    return decodeURIComponent(code);
  } catch {
    return code;
  }
}
