import { useLocale, useTranslations } from 'next-intl';
import type { LessonComparison } from '@/server/domains/content/contract/versions';

type SettingChange = LessonComparison['settings'][number];

/** Says values as people read them: times by the clocks of their zone, choices in words, nothing as nothing. */
function useSettingValue() {
  const t = useTranslations('versions');
  const locale = useLocale();
  const time = (value: string) => {
    const [local = '', zone = ''] = value.split(' ');
    // The time on the wall is said as it stands; no zone may shift it.
    const format = new Intl.DateTimeFormat(locale, {
      ...{ dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' },
    });
    return t('settingTime', { time: format.format(new Date(`${local}Z`)), zone });
  };
  const ways: Readonly<Record<string, string>> = {
    ...{ text: t('accepts.text'), files: t('accepts.files'), links: t('accepts.links') },
  };
  const way = (value: string) => ways[value] ?? value;
  return (setting: SettingChange['setting'], value: string): string => {
    if (value === '') return t('empty');
    switch (setting) {
      case 'begins':
      case 'due':
        return time(value);
      case 'cancelled':
        return t(value === 'true' ? 'yes' : 'no');
      case 'accepts':
        return value.split(',').map(way).join(', ');
      case 'completesOn':
        return t(value === 'passed' ? 'completesOnPassed' : 'completesOnSubmitted');
      case 'passPercent':
        return t('percent', { percent: Number(value) });
      default:
        return value;
    }
  };
}

function ChangeText({ change }: { readonly change: SettingChange }) {
  const t = useTranslations('versions');
  const sayValue = useSettingValue();
  const { setting, from, to, parts } = change;
  switch (setting) {
    case 'questionAdded':
    case 'questionRemoved':
    case 'fileAdded':
    case 'fileRemoved':
      return t('settingOf', { setting: t(`settings.${setting}`), name: to === '' ? t('unnamed') : to });
    case 'questionChanged': {
      const what = parts.map((part) => t(`questionParts.${part}`)).join(', ');
      return t('questionChange', { name: to === '' ? t('unnamed') : to, what });
    }
    case 'questionsMoved':
    case 'filesMoved':
      return t(`settings.${setting}`);
    default:
      return (
        <>
          {t(`settings.${setting}`)}: <del className="text-ink-muted">{sayValue(setting, from)}</del> →{' '}
          <ins className="no-underline">{sayValue(setting, to)}</ins>
        </>
      );
  }
}

/** What differs of a lesson besides its words, one line each; nothing when nothing does. */
export function SettingChanges({ changes }: { readonly changes: readonly SettingChange[] }) {
  if (changes.length === 0) return null;
  return (
    <ul className="mb-2 list-disc space-y-1 ps-5">
      {changes.map((change) => (
        <li key={`${change.setting}-${change.from}-${change.to}`} className="break-words">
          <ChangeText change={change} />
        </li>
      ))}
    </ul>
  );
}
