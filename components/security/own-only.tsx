import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { Main, PageHeader } from '@/components/shell/page';
import { SkeletonText } from '@/components/ui/skeleton';
import { currentViewer } from '@/server/trpc/request';

/** Shows what is a person's alone, unless somebody else acts as them; the procedures behind it refuse as well. */
export async function OwnOnly({ children }: { readonly children: ReactNode }) {
  const viewer = await currentViewer();
  if (viewer === null || viewer.impersonation === null) return children;
  const t = await getTranslations('settings');
  return (
    <Main width="reading">
      <PageHeader title={t('theirsTitle')} lead={t('theirsBody', { name: viewer.name })} />
    </Main>
  );
}

/** The room settings take, until it is known whose they are. */
export function SettingsSkeleton() {
  return (
    <Main width="reading">
      <SkeletonText lines={8} />
    </Main>
  );
}
