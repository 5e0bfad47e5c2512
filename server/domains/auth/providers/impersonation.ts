import 'server-only';
import CredentialsProvider from 'next-auth/providers/credentials';
import { beginImpersonation, comeBack, endImpersonation } from '@/server/domains/auth/commands/impersonate';
import { byUser } from '@/server/domains/auth/contract';
import { addressOf, answering, headersOf } from '@/server/domains/auth/providers/answering';
import type { MakeContext } from '@/server/domains/auth/providers/credentials';
import type { FindCaller } from '@/server/domains/auth/providers/find-caller';
import { AppError, platformErrors } from '@/server/platform/errors';
import { countAddress } from '@/server/platform/ratelimit';

/** Begins to act as another person; the cookie remembers whose session to come back to. */
function beginProvider(context: MakeContext, findCaller: FindCaller) {
  return CredentialsProvider({
    id: 'impersonation',
    name: 'impersonation',
    credentials: {},
    authorize: async (credentials: unknown, request) =>
      await answering(async () => {
        const { userId } = byUser.parse(credentials);
        const ctx = context();
        await countAddress(ctx.redis, 'signIn', addressOf(request.headers));
        const { actor, claims } = await findCaller(ctx, headersOf(request.headers));
        if (actor === null || claims === null) throw new AppError(platformErrors.unauthenticated);
        const { sub, sv } = claims;
        const {
          userId: id,
          backSessionId: sid,
          ...handed
        } = await beginImpersonation({ ...ctx, actor }, userId);
        return { id, ...handed, back: { sub, sid, sv } };
      }),
  });
}

/** Stops acting as another person, also when the time is over, and comes back to the session there was before. */
function endProvider(context: MakeContext, findCaller: FindCaller) {
  return CredentialsProvider({
    id: 'impersonation_end',
    name: 'impersonation_end',
    credentials: {},
    authorize: async (_credentials: unknown, request) =>
      await answering(async () => {
        const ctx = context();
        const { actor, claims } = await findCaller(ctx, headersOf(request.headers));
        if (claims?.back === undefined) throw new AppError(platformErrors.unauthenticated);
        if (actor !== null) await endImpersonation({ ...ctx, actor });
        const { sub, sid, sv } = claims.back;
        return { id: sub, sessionId: await comeBack(ctx, sid), sessionVersion: sv };
      }),
  });
}

/** Both ways: into somebody else's account, and back. */
export function impersonationProviders(context: MakeContext, findCaller: FindCaller) {
  return [beginProvider(context, findCaller), endProvider(context, findCaller)];
}
