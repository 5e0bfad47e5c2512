import { useLocale, useTranslations } from 'next-intl';
import { type SentForm, useSentForm } from '@/components/trpc/use-sent-form';
import { isReturnPath } from '@/server/domains/auth/contract/return-path';

const knownFields = [
  'name',
  'email',
  'password',
  'currentPassword',
  'code',
  'newEmail',
  'passkeyName',
] as const;

function isKnownField(path: string): path is (typeof knownFields)[number] {
  return knownFields.some((field) => field === path);
}

/** Gives a form its state. Field errors are worded by `auth.fields.<field>`, all others by the area `errors`. */
export function useAuthForm(): SentForm {
  const t = useTranslations('auth');
  return useSentForm((path) => (isKnownField(path) ? t(`fields.${path}`) : undefined));
}

/** Where to go after signing in: the wish in the address if it is a path of ours, else a person's own courses. */
export function useReturnTo(wish: string | null): string {
  const locale = useLocale();
  return wish !== null && isReturnPath(wish) ? wish : `/${locale}/learn`;
}
