import 'server-only';
import CredentialsProvider from 'next-auth/providers/credentials';
import { proveAgain } from '@/server/domains/auth/commands/prove-again';
import { renewedProof } from '@/server/domains/auth/contract';
import { addressOf, answering, headersOf } from '@/server/domains/auth/providers/answering';
import type { MakeContext } from '@/server/domains/auth/providers/credentials';
import type { Claims } from '@/server/domains/auth/rules/claims';
import type { UserActor } from '@/server/platform/actor';
import type { UseCaseContext } from '@/server/platform/context';
import { AppError, platformErrors } from '@/server/platform/errors';
import { countCaller } from '@/server/platform/ratelimit';

/** Finds who a request's cookie stands for, and what it claims even when its session is over. */
export type FindCaller = (
  ctx: UseCaseContext,
  headers: Headers,
) => Promise<{ readonly actor: UserActor | null; readonly claims: Claims | null }>;

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
        const address = addressOf(request.headers);
        await countCaller(ctx.redis, 'signIn', `address:${address}`);
        const { actor } = await findCaller(ctx, headersOf(request.headers));
        if (actor === null) throw new AppError(platformErrors.unauthenticated);
        const { userId, ...renewed } = await proveAgain({ ...ctx, actor, address }, given.data);
        return { id: userId, ...renewed };
      }),
  });
}
