import { useLocale, useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/text-field';

/** Asks for the code of a certificate, by a plain GET. */
export function VerifyForm({ typed }: { readonly typed?: string }) {
  const t = useTranslations('certificates.verify');
  const locale = useLocale();
  return (
    <form action={`/${locale}/verify/find`} method="get" className="max-w-narrow space-y-4">
      <TextField
        name="code"
        label={t('code')}
        hint={t('codeHint')}
        maxLength={40}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        className="[&_input]:font-mono [&_input]:tracking-wide"
        {...(typed === undefined ? {} : { defaultValue: typed })}
      />
      <Button type="submit" variant="primary">
        {t('check')}
      </Button>
    </form>
  );
}
