import 'server-only';
import { KnownAccount } from '@/components/account/account-slot';
import { currentViewer } from '@/server/trpc/request';

/** The account menu of a signed-in page. */
export async function ViewerAccount() {
  const viewer = await currentViewer();
  return viewer === null ? null : <KnownAccount viewer={viewer} />;
}
