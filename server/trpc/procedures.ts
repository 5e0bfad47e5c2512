import type { UserActor } from '@/server/platform/actor';
import { type AuditedAct, recordAudit } from '@/server/platform/audit/record';
import { transact } from '@/server/platform/db';
import { AppError, platformErrors } from '@/server/platform/errors';
import { log } from '@/server/platform/log';
import { type Permission, roleMay } from '@/server/platform/permissions';
import { isRecentlyProven } from '@/server/platform/proof';
import { countAddress, countCaller, type RatePolicy } from '@/server/platform/ratelimit';
import { requestContext as servedRequest, withRequestContext } from '@/server/platform/request-context';
import { requireScope } from '@/server/trpc/api-key-procedures';
import type { Context } from '@/server/trpc/context';
import { toAppError, toTrpcError } from '@/server/trpc/errors';
import { illegibleField } from '@/server/trpc/illegible-field';
import { type Care, t, type Who } from '@/server/trpc/init';
import { logFailure } from '@/server/trpc/log-failure';

type Frequency = RatePolicy | 'none';

const traced = t.middleware(async ({ ctx, path, type, next }) => {
  const startedAt = performance.now();
  const actorId = ctx.actor?.kind === 'user' ? ctx.actor.userId : undefined;
  const requestContext = {
    ...servedRequest(),
    requestId: ctx.requestId,
    route: `trpc.${path}`,
    ...(actorId === undefined ? {} : { actorId }),
  };
  return await withRequestContext(requestContext, async () => {
    const result = await next();
    const durationMs = Math.round((performance.now() - startedAt) * 10) / 10;
    if (result.ok) {
      log().info({ type, durationMs, outcome: 'ok' }, 'call');
      return result;
    }
    const error = toAppError(result.error);
    logFailure(error, { type, durationMs });
    throw toTrpcError(error);
  });
});

/** An API key opens what its scopes say, also of what anybody may call; each of its calls counts, in a batch as well. */
const withinScopes = t.middleware(async ({ ctx, path, next }) => {
  const apiKey = ctx.actor?.kind === 'user' ? ctx.actor.apiKey : undefined;
  if (apiKey !== undefined) {
    await countCaller(ctx.redis, 'apiKey', apiKey.id);
    requireScope(apiKey, path);
  }
  return await next();
});

/** What is open to visitors is counted by address, whoever asks: having accounts gives nobody more guesses. */
const counted = t.middleware(async ({ ctx, meta, next }) => {
  if (meta !== undefined && meta.rate !== 'none') {
    if (meta.who === 'anyone' || ctx.actor?.kind !== 'user') {
      await countAddress(ctx.redis, meta.rate, ctx.address);
    } else await countCaller(ctx.redis, meta.rate, ctx.actor.userId);
  }
  return await next();
});

/** Refuses what PostgreSQL cannot keep or people cannot see, wherever it stands in an input. */
const legible = t.middleware(async ({ getRawInput, next }) => {
  const field = illegibleField(await getRawInput());
  if (field !== null) throw new AppError(platformErrors.invalid_input, { field });
  return await next();
});

/** Refuses who has not proven themselves lately, or acts in the name of another, where that matters. */
export function requireCare(ctx: Context<UserActor>, care: Care): void {
  const { session } = ctx.actor;
  const isOther = session !== undefined && session.impersonatorId !== null;
  const isTheirsAlone = care.isOwnActOnly === true || care.needsRecentProof === true;
  if (isTheirsAlone && ctx.actor.apiKey !== undefined) throw new AppError(platformErrors.not_by_api_key);
  if (care.isOwnActOnly === true && isOther) throw new AppError(platformErrors.not_while_impersonating);
  if (care.needsRecentProof === true && !isRecentlyProven(session, ctx.clock.now())) {
    throw new AppError(platformErrors.proof_required);
  }
}

function requireWho(ctx: Context, who: Exclude<Who, 'anyone'>, care: Care): Context<UserActor> {
  const { actor } = ctx;
  if (actor === null || actor.kind !== 'user') throw new AppError(platformErrors.unauthenticated);
  if (who !== 'signed-in' && !roleMay(actor.role, who)) throw new AppError(platformErrors.forbidden);
  const known = { ...ctx, actor };
  requireCare(known, care);
  return known;
}

/** What goes on record before it happens, because it is not the person themselves who does it. */
function actOfAnother(actor: Context['actor'], procedure: string): AuditedAct | null {
  if (actor?.kind !== 'user') return null;
  const after = { procedure };
  if (actor.apiKey !== undefined) {
    return { action: 'api_key.acted', subject: { type: 'api_key', id: actor.apiKey.id }, after };
  }
  if (actor.session == null || actor.session.impersonatorId === null) return null;
  return { action: 'impersonation.acted', subject: { type: 'user', id: actor.userId }, after };
}

/** Whatever somebody does as another person, or a machine as its owner, is on record with both before it happens. */
const attributed = t.middleware(async ({ ctx, path, type, next }) => {
  const act = type === 'mutation' ? actOfAnother(ctx.actor, path) : null;
  if (act !== null) await transact(ctx.db, async (tx) => await recordAudit(tx, ctx, act));
  return await next();
});

const base = t.procedure.use(traced).use(withinScopes);

function onlyFor(who: Exclude<Who, 'anyone'>, rate: Frequency, care: Care) {
  return base
    .meta({ who, rate, ...care })
    .use(async ({ ctx, next }) => await next({ ctx: requireWho(ctx, who, care) }))
    .use(counted)
    .use(legible)
    .use(attributed);
}

/** A procedure that visitors may call. */
export const anyone = (rate: Frequency) => base.meta({ who: 'anyone', rate }).use(counted).use(legible);

/** A procedure for every signed-in person; `ctx.actor` is that person. */
export const signedIn = (rate: Frequency, care: Care = {}) => onlyFor('signed-in', rate, care);

/** A procedure for people whose role carries a permission. Which rows they may touch is decided by the command. */
export const permitted = (permission: Permission, rate: Frequency, care: Care = {}) =>
  onlyFor(permission, rate, care);

/** Composes procedures into a router. */
export const router = t.router;
