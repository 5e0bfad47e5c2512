import 'server-only';
import { signInByPasskey } from '@/server/domains/auth/commands/passkey-sign-in';
import { admit } from '@/server/domains/auth/commands/second-factor-sign-in';
import { passkeySignIn } from '@/server/domains/auth/contract/passkeys';
import { formProvider, type MakeContext } from '@/server/domains/auth/providers/credentials';
import type { FindCaller } from '@/server/domains/auth/providers/find-caller';
import { relyingPartyOf } from '@/server/domains/auth/rules/relying-party';
import { env } from '@/server/platform/env';

/** The way in by a passkey. */
export function passkeyProvider(context: MakeContext, findCaller: FindCaller) {
  return formProvider({
    id: 'passkey',
    schema: passkeySignIn,
    context,
    findCaller,
    enter: async (ctx, { assertion }) => {
      const site = relyingPartyOf(env().APP_URL);
      const proven = await signInByPasskey({ ...ctx, site }, assertion);
      return await admit(ctx, { ...proven, method: 'passkey' });
    },
  });
}
