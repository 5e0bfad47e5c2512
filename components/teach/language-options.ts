import type { SelectOption } from '@/components/ui/select';

/** Languages that are offered for teaching; a course may be in another one all the same. */
const offered = [
  'ar',
  'de',
  'en',
  'es',
  'fr',
  'hi',
  'id',
  'it',
  'ja',
  'ko',
  'nl',
  'pl',
  'pt',
  'ru',
  'sv',
  'tr',
  'uk',
  'zh',
];

/** Returns the languages to choose from, named and sorted for a reader; the one a course has is always among them. */
export function languageOptions(locale: string, present: string): SelectOption[] {
  const names = new Intl.DisplayNames([locale], { type: 'language' });
  return [...new Set([...offered, present])]
    .filter((code) => code !== '')
    .map((value) => ({ value, label: names.of(value) ?? value }))
    .toSorted((a, b) => a.label.localeCompare(b.label, locale));
}
