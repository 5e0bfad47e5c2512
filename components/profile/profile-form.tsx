'use client';

import { useLocale, useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { textOf } from '@/components/auth/form-values';
import { trpc } from '@/components/trpc/client';
import { type SentForm, useSentForm } from '@/components/trpc/use-sent-form';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/choice';
import { ComboBox } from '@/components/ui/combo-box';
import { Form } from '@/components/ui/form';
import { Link } from '@/components/ui/link';
import { Select } from '@/components/ui/select';
import { TextArea, TextField } from '@/components/ui/text-field';
import { showToast } from '@/components/ui/toast-queue';
import { useRouter } from '@/i18n/navigation';
import { localeNames, locales } from '@/i18n/routing';
import { mailLocales, mostLinks, type OwnProfile } from '@/server/domains/profiles/contract';
import { LinkFields } from './link-fields';

/** Properties of {@link ProfileForm}. */
export interface ProfileFormProps {
  readonly initial: OwnProfile;
  readonly timeZones: readonly string[];
}

const fields = ['name', 'handle', 'headline', 'bio', 'timeZone', 'locale'] as const;

function useWords(): (path: string) => string | undefined {
  const t = useTranslations('profile');
  return (path) => {
    if (path.startsWith('links')) return t('wrong.links');
    const field = fields.find((one) => one === path);
    return field === undefined ? undefined : t(`wrong.${field}`);
  };
}

/** Reads what was typed; a line without a link is none, and the places of the others stay theirs. */
function valuesOf(data: FormData) {
  const typed = Array.from({ length: mostLinks }, (_, place) => textOf(data, `links.${place}`).trim());
  return {
    name: textOf(data, 'name'),
    handle: textOf(data, 'handle'),
    headline: textOf(data, 'headline'),
    bio: textOf(data, 'bio'),
    links: typed.filter((link) => link !== ''),
    timeZone: textOf(data, 'timeZone'),
    locale: mailLocales.find((one) => one === textOf(data, 'locale')) ?? mailLocales[0],
    isPublic: data.has('isPublic'),
    isListed: data.has('isListed'),
    showCertificates: data.has('showCertificates'),
    showBadges: data.has('showBadges'),
    /** Which line each link stands in. */
    lines: typed.flatMap((link, place) => (link === '' ? [] : [place])),
  };
}

/** What a person says of themselves. Nothing typed is lost when something is wrong. */
export function ProfileForm({ initial, timeZones }: ProfileFormProps) {
  const t = useTranslations('profile');
  const router = useRouter();
  const [saved, setSaved] = useState(initial);
  const [lines, setLines] = useState<readonly number[]>([]);
  const form = useSentForm(useWords());
  const { mutateAsync } = trpc.profiles.save.useMutation();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { lines: filled, ...values } = valuesOf(new FormData(event.currentTarget));
    setLines(filled);
    form.send(async () => {
      setSaved(await mutateAsync(values));
      showToast(t('saved'));
      // The header and what is made on the server show the new name.
      router.refresh();
    });
  };
  // The server counts links, the form lines; a link that is wrong is told at its line.
  const errors = form.errors.map((error) => {
    const place = /^links\.(\d)$/.exec(error.field ?? '')?.[1];
    return place === undefined ? error : { ...error, field: `links.${lines[Number(place)] ?? place}` };
  });
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message;
  return (
    <Form errors={errors} onSubmit={submit} method="post" className="mt-10 space-y-6">
      <Words profile={initial} errorOf={errorOf} />
      <LinkFields initial={initial.links} errorOf={errorOf} />
      <Place profile={initial} timeZones={timeZones} errorOf={errorOf} />
      <Visibility profile={saved} />
      <Button type="submit" variant="primary" isPending={form.isPending}>
        {t('save')}
      </Button>
    </Form>
  );
}

/** Properties of the parts of the form. */
interface PartProps extends Pick<SentForm, 'errorOf'> {
  readonly profile: OwnProfile;
}

function Words({ profile, errorOf }: PartProps) {
  const t = useTranslations('profile');
  return (
    <>
      <TextField
        name="name"
        label={t('name')}
        autoComplete="name"
        defaultValue={profile.name}
        error={errorOf('name')}
        className="max-w-108"
      />
      <TextField
        name="handle"
        label={t('handle')}
        hint={t('handleHint')}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        defaultValue={profile.handle}
        error={errorOf('handle')}
        className="max-w-108"
      />
      <TextField
        name="headline"
        label={t('headline')}
        hint={t('headlineHint')}
        isOptional
        defaultValue={profile.headline}
        error={errorOf('headline')}
      />
      <TextArea
        name="bio"
        label={t('bio')}
        hint={t('bioHint')}
        isOptional
        defaultValue={profile.bio}
        error={errorOf('bio')}
      />
    </>
  );
}

function Place({ profile, timeZones, errorOf }: PartProps & Pick<ProfileFormProps, 'timeZones'>) {
  const t = useTranslations('profile');
  const [zone, setZone] = useState(profile.timeZone);
  return (
    <div className="grid gap-6 sm:grid-cols-2">
      <ComboBox
        name="timeZone"
        label={t('timeZone')}
        options={timeZones.map((id) => ({ id, label: id.replaceAll('_', ' ') }))}
        value={zone}
        onChange={(chosen) => setZone(chosen ?? '')}
        error={errorOf('timeZone')}
      />
      <Select
        name="locale"
        label={t('locale')}
        options={locales.map((value) => ({ value, label: localeNames[value] }))}
        defaultValue={profile.locale}
        error={errorOf('locale')}
      />
    </div>
  );
}

function Visibility({ profile }: Pick<PartProps, 'profile'>) {
  const t = useTranslations('profile');
  const locale = useLocale();
  const [isPublic, setPublic] = useState(profile.isPublic);
  const address = `/people/${profile.handle}`;
  return (
    <fieldset className="min-w-0 rounded-md border border-rule p-5">
      <legend className="px-1 font-semibold">{t('visibility')}</legend>
      {profile.isTeacher ? <p className="mb-2 text-ink-muted">{t('teacherPage')}</p> : null}
      <Checkbox
        name="isPublic"
        label={t('isPublic')}
        hint={t('isPublicHint')}
        checked={isPublic}
        onChange={(event) => setPublic(event.target.checked)}
      />
      <div className="ms-9" hidden={!isPublic}>
        <Checkbox
          name="showCertificates"
          label={t('showCertificates')}
          hint={t('showCertificatesHint')}
          defaultChecked={profile.showCertificates}
        />
        <Checkbox
          name="showBadges"
          label={t('showBadges')}
          hint={t('showBadgesHint')}
          defaultChecked={profile.showBadges}
        />
        <Checkbox name="isListed" label={t('isListed')} defaultChecked={profile.isListed} />
      </div>
      {profile.isPublic || profile.isTeacher ? (
        <p className="mt-3">
          {t.rich('seePage', {
            link: () => <Link href={address} className="break-all">{`/${locale}${address}`}</Link>,
          })}
        </p>
      ) : null}
    </fieldset>
  );
}
