import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import type { AccountState } from '@/server/domains/people/contract';

const tones = { active: 'success', unproven: 'warning', suspended: 'danger', erased: 'neutral' } as const;

/** The state of an account in a word. */
export function StateBadge({ state }: { readonly state: AccountState }) {
  const t = useTranslations('people');
  return <Badge tone={tones[state]}>{t(`states.${state}`)}</Badge>;
}
