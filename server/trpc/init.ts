import { initTRPC } from '@trpc/server';
import superjson from 'superjson';
import type { Permission } from '@/server/platform/permissions';
import type { RatePolicy } from '@/server/platform/ratelimit';
import { requestContext } from '@/server/platform/request-context';
import type { Context } from '@/server/trpc/context';
import { toAppError, toPublicError } from '@/server/trpc/errors';

/**
 * Who may call a procedure at all: visitors too, every signed-in person, or whose role carries a permission. Whether
 * this person may do this to that row is the command's policy.
 */
export type Who = 'anyone' | 'signed-in' | Permission;

/** What a procedure asks for besides who may call it. */
export type Care = {
  /** The person has proven who they are within the last minutes. */
  readonly needsRecentProof?: boolean;
  /** Only the person themselves may do it, not somebody who acts as them. */
  readonly isOwnActOnly?: boolean;
};

/** What a procedure declares about itself. The authorization matrix is generated from it. */
export type ProcedureMeta = Care & { readonly who: Who; readonly rate: RatePolicy | 'none' };

/** The tRPC instance. Use the constructors of `procedures.ts` instead of `t.procedure`. */
export const t = initTRPC
  .context<Context>()
  .meta<ProcedureMeta>()
  .create({
    transformer: superjson,
    sse: {
      // A phone's network forgets silent connections; the ping keeps them, and the client reconnects where it was.
      ping: { enabled: true, intervalMs: 15_000 },
      client: { reconnectAfterInactivityMs: 40_000 },
      // The client comes back at once with its last id; a session that has ended meanwhile is then refused.
      maxDurationMs: 600_000,
    },
    errorFormatter: ({ shape, error, ctx }) => {
      const app = toAppError(error);
      return {
        code: shape.code,
        message: app.code,
        data: {
          code: shape.data.code,
          httpStatus: shape.data.httpStatus,
          error: toPublicError(app),
          requestId: ctx?.requestId ?? requestContext()?.requestId,
        },
      };
    },
  });
