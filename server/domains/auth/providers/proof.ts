import 'server-only';
import CredentialsProvider from 'next-auth/providers/credentials';
import { proveAgain } from '@/server/domains/auth/commands/prove-again';
import { renewedProof } from '@/server/domains/auth/contract';
import { addressOf, answering, headersOf } from '@/server/domains/auth/providers/answering';
import type { MakeContext } from '@/server/domains/auth/providers/credentials';
import type { FindCaller } from '@/server/domains/auth/providers/find-caller';
import { relyingPartyOf } from '@/server/domains/auth/rules/relying-party';
import { env } from '@/server/platform/env';
import { AppError, platformErrors } from '@/server/platform/errors';
import { countAddress } from '@/server/platform/ratelimit';

/** Whoever is in proves once more who they are; next-auth then hands out the cookie of the renewed session. */
export function proofProvider(context: MakeContext, findCaller: FindCaller) {
  return CredentialsProvider({
    id: 'proof',
    name: 'proof',
    credentials: {},
    authorize: async (credentials: unknown, request) =>
      await answering(async () => {
        const given = renewedProof.safeParse(credentials);
        if (!given.success) return null;
        const ctx = context();
        const site = relyingPartyOf(env().APP_URL);
        const address = addressOf(request.headers);
        await countAddress(ctx.redis, 'signIn', address);
        const { actor } = await findCaller(ctx, headersOf(request.headers));
        if (actor === null) throw new AppError(platformErrors.unauthenticated);
        const { userId, ...renewed } = await proveAgain({ ...ctx, actor, address, site }, given.data);
        return { id: userId, ...renewed };
      }),
  });
}
