'use client';

import { useTranslations } from 'next-intl';
import { Avatar, type AvatarProps } from '@/components/ui/avatar';
import { Icon, type IconName } from '@/components/ui/icon';
import { ButtonLink, Link } from '@/components/ui/link';
import { PopoverPanel } from './popover-panel';

/** Who is looking, as far as the header needs to know. */
export interface Viewer {
  readonly name: string;
  readonly email: string;
  readonly picture?: AvatarProps['picture'];
  readonly role: 'learner' | 'instructor' | 'moderator' | 'support' | 'finance' | 'admin';
  /** The zone whose clock they read. */
  readonly timeZone: string;
  /** Who really acts, while somebody acts as this person. */
  readonly impersonation?: { readonly by: string; readonly until: Date } | null;
}

/** Properties of {@link AccountMenu}. */
export interface AccountMenuProps {
  /** `null` for a visitor, `loading` until it is known. */
  readonly viewer: Viewer | null | 'loading';
  readonly onSignOut: () => void;
  /** Says in the open menu that the person is still signed in. */
  readonly hasSignOutFailed?: boolean;
}

const itemStyle =
  'flex min-h-10 w-full items-center gap-2.5 rounded-sm px-2 text-start hover:bg-accent-soft coarse:min-h-11';

function Entry({
  href,
  icon,
  label,
}: {
  readonly href: string;
  readonly icon: IconName;
  readonly label: string;
}) {
  return (
    <li>
      <Link href={href} variant="plain" className={itemStyle}>
        <Icon name={icon} className="text-ink-muted" />
        {label}
      </Link>
    </li>
  );
}

function SignIn() {
  const t = useTranslations('account');
  return (
    <>
      <ButtonLink href="/sign-in" variant="quiet" size="sm">
        {t('signIn')}
      </ButtonLink>
      <ButtonLink href="/sign-up" variant="primary" size="sm" className="max-sm:hidden">
        {t('signUp')}
      </ButtonLink>
    </>
  );
}

function Waiting() {
  const t = useTranslations('account');
  return (
    <span className="flex min-w-11 items-center justify-center">
      <span role="status" className="sr-only">
        {t('loadingAccount')}
      </span>
      <span aria-hidden="true" className="size-9 animate-pulse rounded-full bg-sunken" />
      <noscript>
        <Link href="/sign-in">{t('signIn')}</Link>
      </noscript>
    </span>
  );
}

/** The account menu of the header: where a person's own pages are, or how to sign in. */
export function AccountMenu({ viewer, onSignOut, hasSignOutFailed = false }: AccountMenuProps) {
  const t = useTranslations('account');
  if (viewer === 'loading') return <Waiting />;
  if (viewer === null) return <SignIn />;
  const roles = {
    learner: t('roleLearner'),
    instructor: t('roleInstructor'),
    moderator: t('roleModerator'),
    support: t('roleSupport'),
    finance: t('roleFinance'),
    admin: t('roleAdmin'),
  } as const;
  return (
    <>
      <button
        type="button"
        popoverTarget="account-menu"
        aria-label={t('accountOf', { name: viewer.name })}
        className="tap-target inline-flex size-11 items-center justify-center rounded-full focus-visible:rounded-full"
      >
        <Avatar name={viewer.name} picture={viewer.picture} />
      </button>
      <PopoverPanel id="account-menu" className="hang-end w-72 p-2">
        <div className="border-b border-rule px-2 pt-1 pb-3">
          <p className="font-semibold">{viewer.name}</p>
          <p className="truncate text-sm text-ink-muted">{viewer.email}</p>
          <p className="mt-1 text-xs text-ink-muted">{roles[viewer.role]}</p>
        </div>
        <ul className="py-1.5">
          <Entry href="/learn" icon="book" label={t('myLearning')} />
          <Entry href="/certificates" icon="certificate" label={t('certificates')} />
          <Entry href="/achievements" icon="chart" label={t('achievements')} />
          <Entry href="/settings/profile" icon="settings" label={t('settings')} />
          {viewer.role === 'instructor' || viewer.role === 'admin' ? (
            <Entry href="/teach" icon="chart" label={t('teach')} />
          ) : null}
          {viewer.role === 'learner' || viewer.role === 'instructor' ? null : (
            <Entry href="/admin/people" icon="people" label={t('admin')} />
          )}
        </ul>
        <div className="border-t border-rule pt-1.5">
          <button type="button" onClick={onSignOut} className={itemStyle}>
            <Icon name="arrow-previous" className="text-ink-muted" />
            {t('signOut')}
          </button>
          <p role="alert" className="px-2 text-sm text-danger">
            {hasSignOutFailed ? t('signOutFailed') : null}
          </p>
        </div>
      </PopoverPanel>
    </>
  );
}
