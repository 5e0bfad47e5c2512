import 'server-only';
import { signUpByIdentity } from '@/server/domains/auth/commands/identity-sign-in';
import { identitySignUp } from '@/server/domains/auth/contract/identities';
import { formProvider, type MakeContext } from '@/server/domains/auth/providers/credentials';
import type { FindCaller } from '@/server/domains/auth/providers/find-caller';

/** The way into a new account, for who has signed in at a provider and agrees to the terms. */
export function identitySignUpProvider(context: MakeContext, findCaller: FindCaller) {
  return formProvider({
    id: 'identity_sign_up',
    schema: identitySignUp,
    context,
    findCaller,
    enter: async (ctx, given) => await signUpByIdentity(ctx, given),
  });
}
