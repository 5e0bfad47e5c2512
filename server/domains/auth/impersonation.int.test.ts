import { describe, expect, it } from 'vitest';
import {
  beginImpersonation,
  comeBack,
  endImpersonation,
  type HandedSession,
  impersonationSeconds,
} from '@/server/domains/auth/commands/impersonate';
import { findActor } from '@/server/domains/auth/queries/find-actor';
import type { Role } from '@/server/platform/actor';
import { testFactory } from '@/test/factory';
import { fixedClock } from '@/test/fixed-clock';
import { beginSession, callWithin } from '@/test/session-caller';
import { testDb } from '@/test/test-db';

async function actingAs(role: Role = 'admin', target: Role = 'learner') {
  const factory = testFactory();
  const clock = fixedClock();
  const [staff, person] = [await factory.user({ role }), await factory.user({ role: target })];
  const actor = await beginSession(staff.id, clock);
  const ctx = { db: testDb(), clock, actor };
  const begin = async () => await beginImpersonation(ctx, person.id);
  const actorOf = async (handed: HandedSession) => await findActor(testDb(), handed, clock.now());
  return { staff, person, clock, ctx, begin, actorOf };
}

const trailOf = async () =>
  (await testDb().auditEntry.findMany({ orderBy: { seq: 'asc' } })).map(
    ({ action, actorId, onBehalfOfId, after }) => ({ action, actorId, onBehalfOfId, after }),
  );

describe('acting as somebody else', () => {
  it.each([
    ['admin', 'learner', true],
    ['admin', 'instructor', true],
    ['admin', 'support', false],
    ['admin', 'admin', false],
    ['support', 'learner', true],
    ['support', 'instructor', false],
    ['moderator', 'learner', false],
    ['instructor', 'learner', false],
    ['learner', 'learner', false],
  ] as const)('as %s as a %s: %s', async (role, target, isAllowed) => {
    const { begin } = await actingAs(role, target);
    const outcome = await begin().then(
      () => true,
      () => false,
    );
    expect(outcome).toBe(isAllowed);
  });

  it('is over after half an hour, and when who acts may not any more', async () => {
    const { begin, actorOf, clock, staff } = await actingAs();
    const handed = await begin();
    const actor = await actorOf(handed);
    expect(actor).toMatchObject({ role: 'learner', session: { impersonatorId: staff.id } });
    await testDb().user.update({ where: { id: staff.id }, data: { role: 'moderator' } });
    expect(await actorOf(handed)).toBeNull();
    await testDb().user.update({ where: { id: staff.id }, data: { role: 'admin' } });
    expect(await actorOf(handed)).not.toBeNull();
    clock.advance(impersonationSeconds * 1_000);
    expect(await actorOf(handed)).toBeNull();
  });

  it('ends when who acts ends their other sessions', async () => {
    const { begin, actorOf, clock, staff } = await actingAs();
    const handed = await begin();
    const elsewhere = callWithin(await beginSession(staff.id, clock), clock).auth;
    await elsewhere.endOtherSessions();
    expect(await actorOf(handed)).toBeNull();
    expect((await elsewhere.sessions()).items).toHaveLength(1);
  });

  it('asks for a recent proof, and does not go on from one person to the next', async () => {
    const { begin, actorOf, ctx, clock, person } = await actingAs();
    const actor = await actorOf(await begin());
    if (actor === null) throw new Error('nobody');
    const onwards = beginImpersonation({ ...ctx, actor: { ...actor, role: 'admin' } }, person.id);
    await expect(onwards).rejects.toThrow('platform/not_while_impersonating');
    clock.advance(10 * 60_000 + 1);
    await expect(begin()).rejects.toThrow('platform/proof_required');
  });

  it('names both on every write, before it happens, and refuses what is theirs alone', async () => {
    const { begin, actorOf, ctx, clock, staff, person } = await actingAs();
    const handed = await begin();
    const actor = await actorOf(handed);
    if (actor === null) throw new Error('nobody');
    const caller = callWithin(actor, clock);
    await caller.notifications.markRead({ upToId: person.id }).catch(() => undefined);
    const own = [
      caller.auth.endOtherSessions(),
      caller.auth.offerSecondFactor(),
      caller.auth.changePassword({ currentPassword: 'x', password: 'a wide calm lake' }),
      caller.privacy.setMarketing({ isWanted: true }),
      caller.assessments.start({ lessonId: person.id }),
    ];
    for (const act of own) await expect(act).rejects.toThrow('platform/not_while_impersonating');
    await endImpersonation({ ...ctx, actor });
    expect(await actorOf(handed)).toBeNull();
    expect(await trailOf()).toEqual([
      {
        action: 'impersonation.started',
        actorId: staff.id,
        onBehalfOfId: null,
        after: { session: handed.sessionId, minutes: 30 },
      },
      {
        action: 'impersonation.acted',
        actorId: staff.id,
        onBehalfOfId: person.id,
        after: { procedure: 'notifications.markRead' },
      },
      { action: 'impersonation.ended', actorId: staff.id, onBehalfOfId: person.id, after: null },
    ]);
    await endImpersonation({ ...ctx, actor });
    expect(await trailOf()).toHaveLength(3);
  });

  it('moves the own session to a new id on the way in and on the way back, without a new proof', async () => {
    const { begin, ctx, clock, staff, actorOf } = await actingAs();
    const own = (sessionId: string) =>
      findActor(testDb(), { userId: staff.id, sessionId, sessionVersion: 1 }, clock.now());
    const before = ctx.actor.session?.id ?? '';
    clock.advance(60_000);
    const { backSessionId, ...handed } = await begin();
    expect(await own(before)).toBeNull();
    expect((await own(backSessionId))?.session?.provenAt).toEqual(ctx.actor.session?.provenAt);
    // The cookie of before cannot begin anything any more.
    await expect(begin()).rejects.toThrow('platform/unauthenticated');
    const actor = await actorOf(handed);
    if (actor === null) throw new Error('nobody');
    await endImpersonation({ ...ctx, actor });
    const after = await comeBack(ctx, backSessionId);
    expect(await own(backSessionId)).toBeNull();
    expect((await own(after))?.userId).toBe(staff.id);
    // A copy of the acting cookie leads nowhere.
    expect(await own(await comeBack(ctx, backSessionId))).toBeNull();
  });
});
