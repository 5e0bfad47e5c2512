import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { FormSkeleton } from '@/components/auth/form-skeleton';
import { Cover } from '@/components/catalog/cover';
import { EnrolForm } from '@/components/course/enrol-form';
import { AuthFrame } from '@/components/shell/page';
import { ButtonLink } from '@/components/ui/link';
import { EmptyState } from '@/components/ui/states';
import type { InvitationView } from '@/server/domains/courses/contract/lifecycle';
import { orNull, viewerOrNull } from '@/server/trpc/page-access';
import { api } from '@/server/trpc/request';
import { acceptHere } from './actions';

type Props = PageProps<'/[locale]/invited'>;

/** Names the page; it is for one person and not for search engines. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('access');
  return { title: t('invited.title'), robots: { index: false }, referrer: 'no-referrer' };
}

/** Where the mail of an invitation leads: what the course is, and the way in, by an account or by a new one. */
export default async function InvitedPage({ searchParams }: Props) {
  const t = await getTranslations('access');
  return (
    <AuthFrame title={t('invited.title')} lead={t('invited.lead')}>
      <Suspense fallback={<FormSkeleton />}>
        <Invitation searchParams={searchParams} />
      </Suspense>
    </AuthFrame>
  );
}

async function Invitation({ searchParams }: Pick<Props, 'searchParams'>) {
  const [{ token }, t] = await Promise.all([searchParams, getTranslations('access')]);
  const given = typeof token === 'string' ? token.slice(0, 200) : '';
  // Whatever is wrong with a link, the answer is the same: nobody learns what there is.
  const found = given === '' ? null : await orNull(api.courses.invitation({ token: given }));
  if (found === null) {
    return (
      <EmptyState
        icon="lock"
        title={t('invited.overTitle')}
        action={<ButtonLink href="/">{t('invited.home')}</ButtonLink>}
      >
        {t('invited.overBody')}
      </EmptyState>
    );
  }
  return (
    <div className="space-y-4">
      <Cover course={{ id: found.courseId, cover: found.cover }} isFirst isDescribed sizes="28rem" />
      <div lang={found.language}>
        <h2 className="font-serif text-xl font-semibold">{found.title}</h2>
        <p className="mt-1 text-ink-muted">{found.subtitle}</p>
      </div>
      {found.invitedBy === null ? null : <p>{t('invited.by', { name: found.invitedBy })}</p>}
      <WayIn invitation={found} token={given} />
    </div>
  );
}

async function WayIn({ invitation, token }: { readonly invitation: InvitationView; readonly token: string }) {
  const [t, locale, viewer] = await Promise.all([getTranslations('access'), getLocale(), viewerOrNull()]);
  if (!invitation.isOpen) return <p>{t('invited.notYet')}</p>;
  if (viewer !== null) {
    const { courseSlug } = invitation;
    return (
      <EnrolForm action={acceptHere} values={{ token, courseSlug, locale }} label={t('invited.begin')} />
    );
  }
  const query = new URLSearchParams({ returnTo: `/${locale}/invited?${new URLSearchParams({ token })}` });
  return (
    <div className="space-y-3">
      <p>{t('invited.needAccount')}</p>
      <div className="flex flex-wrap gap-3">
        <ButtonLink href={`/sign-in?${query}`} variant="primary" prefetch={false}>
          {t('invited.signIn')}
        </ButtonLink>
        <ButtonLink href={`/sign-up?${query}`} prefetch={false}>
          {t('invited.signUp')}
        </ButtonLink>
      </div>
    </div>
  );
}
