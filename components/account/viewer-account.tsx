import 'server-only';
import { KnownAccount } from '@/components/account/account-slot';
import { api } from '@/server/trpc/request';

/** The account menu of a signed-in page. */
export async function ViewerAccount() {
  const viewer = await api.auth.viewer();
  return viewer === null ? null : <KnownAccount viewer={viewer} />;
}
