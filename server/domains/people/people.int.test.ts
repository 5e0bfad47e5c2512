import { describe, expect, it } from 'vitest';
import { tokenFor } from '@/server/domains/auth';
import type { Role } from '@/server/platform/actor';
import { callAsVisitor } from '@/test/caller';
import { testFactory } from '@/test/factory';
import { fixedClock } from '@/test/fixed-clock';
import { beginSession, callWithin, isSessionOpen } from '@/test/session-caller';
import { testDb } from '@/test/test-db';
import { testEnv } from '@/test/test-env';

const reason = 'Copied the answers of a whole course.';

async function staffed(role: Role = 'admin', factory = testFactory()) {
  const user = await factory.user({ role });
  return { factory, user, people: callWithin(await beginSession(user.id)).people };
}

const trailOf = async () =>
  (await testDb().auditEntry.findMany({ orderBy: { seq: 'asc' } })).map(
    ({ action, actorId, subjectId, before, after }) => ({ action, actorId, subjectId, before, after }),
  );
const eventsOf = async () => (await testDb().outboxEvent.findMany()).map(({ name }) => name);

describe('finding people', () => {
  it('goes by the beginning of an address or handle, a part of a name, role and state, page by page', async () => {
    const { factory, people, user } = await staffed();
    const ada = await factory.user({ name: 'Ada Lovelace', suspendedAt: fixedClock().now() });
    const eve = await factory.user({ name: 'Eve Newcomer', emailVerifiedAt: null, role: 'instructor' });
    const idsOf = async (filter: object) => (await people.list(filter)).items.map(({ id }) => id);
    expect(await idsOf({ text: 'love' })).toEqual([ada.id]);
    expect(await idsOf({ text: eve.email.slice(0, 12).toUpperCase(), role: 'instructor' })).toEqual([eve.id]);
    expect(await idsOf({ state: 'suspended' })).toEqual([ada.id]);
    expect(await idsOf({ state: 'unproven' })).toEqual([eve.id]);
    expect(await idsOf({ state: 'active' })).toEqual([user.id]);
    expect(await idsOf({ text: '%' })).toEqual([]);
    const first = await people.list({ limit: 2 });
    const second = await people.list({ limit: 2, cursor: first.nextCursor ?? '' });
    expect([...first.items, ...second.items]).toHaveLength(3);
    expect(second.nextCursor).toBeNull();
  });

  it('shows one of them with what the reader may do', async () => {
    const { factory, people } = await staffed('support');
    const { id } = await factory.user();
    await beginSession(id);
    const details = await people.find({ userId: id });
    expect(details).toMatchObject({ state: 'active', hasPassword: true, hasSecondFactor: false });
    expect(details.sessions).toHaveLength(1);
    expect(details.acts).toEqual({
      ...{ suspend: false, restore: false, changeRole: false },
      ...{ mail: true, actAs: true, readAudit: false, erase: false },
    });
    const nobody = people.find({ userId: '01900000-0000-7000-8000-00000000dead' });
    await expect(nobody).rejects.toThrow('people/not_found');
  });
});

describe('suspension', () => {
  it('ends every session at once, is on record, and is lifted again', async () => {
    const { factory, people, user } = await staffed();
    const { id } = await factory.user();
    const session = await beginSession(id);
    expect(await isSessionOpen(session)).toBe(true);
    expect(await people.suspend({ userId: id, reason })).toEqual({ role: 'learner', state: 'suspended' });
    expect(await isSessionOpen(session)).toBe(false);
    await expect(people.suspend({ userId: id, reason })).rejects.toThrow('people/suspended_already');
    expect(await people.restore({ userId: id })).toEqual({ role: 'learner', state: 'active' });
    // The old sessions stay ended.
    expect(await isSessionOpen(session)).toBe(false);
    await expect(people.restore({ userId: id })).rejects.toThrow('people/not_suspended');
    expect(await eventsOf()).toEqual(['user/suspended', 'user/restored']);
    const about = { actorId: user.id, subjectId: id };
    expect(await trailOf()).toEqual([
      {
        action: 'user.suspended',
        ...about,
        before: { state: 'active' },
        after: { state: 'suspended', sessionsEnded: 1 },
      },
      { action: 'user.restored', ...about, before: { state: 'suspended' }, after: { state: 'active' } },
    ]);
  });

  it('is for nobody themselves, and for who works here by administrators only', async () => {
    const { factory, people, user } = await staffed('moderator');
    const colleague = await factory.user({ role: 'support' });
    await expect(people.suspend({ userId: user.id, reason })).rejects.toThrow('people/own_account');
    await expect(people.suspend({ userId: colleague.id, reason })).rejects.toThrow('people/of_staff');
    const { people: admins } = await staffed('admin', factory);
    expect(await admins.suspend({ userId: colleague.id, reason })).toMatchObject({ state: 'suspended' });
  });

  it('happens once when ten press at once', async () => {
    const { factory, people } = await staffed();
    const { id } = await factory.user();
    const presses = await Promise.allSettled(
      Array.from({ length: 10 }, async () => await people.suspend({ userId: id, reason })),
    );
    expect(presses.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await eventsOf()).toEqual(['user/suspended']);
    expect(await trailOf()).toHaveLength(1);
  });
});

describe('changing a role', () => {
  it('ends the sessions of whom it concerns, and does not overwrite what another has decided', async () => {
    const { factory, people } = await staffed();
    const { id } = await factory.user();
    const session = await beginSession(id);
    const change = { userId: id, from: 'learner', to: 'instructor' } as const;
    expect(await people.changeRole(change)).toEqual({ role: 'instructor', state: 'active' });
    expect(await people.changeRole(change)).toEqual({ role: 'instructor', state: 'active' });
    expect(await isSessionOpen(session)).toBe(false);
    await expect(people.changeRole({ ...change, to: 'support' })).rejects.toThrow(
      'people/role_changed_since',
    );
    expect(await trailOf()).toMatchObject([
      { action: 'user.role_changed', before: { role: 'learner' }, after: { role: 'instructor' } },
    ]);
  });

  it('is for nobody themselves, so that there is always an administrator', async () => {
    const { factory, people, user } = await staffed();
    const own = { userId: user.id, from: 'admin', to: 'learner' } as const;
    await expect(people.changeRole(own)).rejects.toThrow('people/own_account');
    const other = await staffed('admin', factory);
    const [mine, theirs] = await Promise.allSettled([
      people.changeRole({ userId: other.user.id, from: 'admin', to: 'learner' }),
      other.people.changeRole({ userId: user.id, from: 'admin', to: 'learner' }),
    ]);
    const left = await testDb().user.count({ where: { role: 'admin' } });
    expect(left).toBe(1);
    expect([mine.status, theirs.status].sort()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('sending a mail again', () => {
  it('invites who was invited, and lets anybody else choose a password', async () => {
    const { factory, people } = await staffed('support');
    const { id } = await factory.user();
    expect(await people.resendMail({ userId: id })).toEqual({ kind: 'reset' });
    await people.sendInvites({ csv: 'email\nnew@lyceum.test' });
    const invited = await testDb().user.findUniqueOrThrow({ where: { email: 'new@lyceum.test' } });
    expect(await people.resendMail({ userId: invited.id })).toEqual({ kind: 'invitation' });
    await testDb().user.update({ where: { id }, data: { suspendedAt: new Date() } });
    await expect(people.resendMail({ userId: id })).rejects.toThrow('people/not_found');
  });
});

describe('inviting by a list', () => {
  async function school() {
    const staff = await staffed('admin');
    const course = await staff.factory.course({ slug: 'greek', status: 'published' });
    const known = await staff.factory.user();
    const out = await staff.factory.user({ suspendedAt: new Date() });
    const csv = [
      '\u{feff}E-Mail;ignored;Name;Role;Course'.replace('E-Mail', 'Email'),
      'new@lyceum.test;x;New Person;;greek',
      'NEW@lyceum.test;x;New Person;;greek',
      'teacher@lyceum.test;x;"Teacher; of Greek";instructor;',
      `${known.email};x;;;greek`,
      `${known.email};x;;;`,
      `${out.email};x;;;greek`,
      'no address;x;;;',
      'role@lyceum.test;x;;pope;',
      'course@lyceum.test;x;;;latin',
    ].join('\r\n');
    return { ...staff, course, known, csv };
  }

  const outcomes = [
    ...['invite_and_enroll', 'duplicate', 'invite', 'enroll', 'nothing_to_do'],
    ...['kept_out', 'bad_address', 'bad_role', 'unknown_course'],
  ];

  it('says line by line what would happen, and does nothing', async () => {
    const { people, csv } = await school();
    const before = await testDb().user.count();
    const plan = await people.checkInvites({ csv });
    expect(plan.lines.map(({ outcome }) => outcome)).toEqual(outcomes);
    expect(plan.lines.map(({ line }) => line)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(plan.effective).toBe(3);
    expect(await testDb().user.count()).toBe(before);
    expect(await eventsOf()).toEqual([]);
  });

  it('then does exactly that, once, however often it is sent', async () => {
    const { people, csv, course, known } = await school();
    const done = await Promise.all(Array.from({ length: 4 }, async () => await people.sendInvites({ csv })));
    const made = done.flatMap(({ lines }) => lines.map(({ outcome }) => outcome));
    for (const outcome of ['invite_and_enroll', 'invite', 'enroll']) {
      expect(made.filter((one) => one === outcome)).toHaveLength(1);
    }
    const places = await testDb().enrollment.findMany({ where: { courseId: course.id } });
    const invited = await testDb().user.findUniqueOrThrow({ where: { email: 'new@lyceum.test' } });
    expect(places.map(({ userId }) => userId).sort()).toEqual([known.id, invited.id].sort());
    const teacher = await testDb().user.findUniqueOrThrow({ where: { email: 'teacher@lyceum.test' } });
    expect(teacher).toMatchObject({ name: 'Teacher; of Greek', role: 'instructor', emailVerifiedAt: null });
    expect((await eventsOf()).filter((name) => name === 'auth/invitation.ordered')).toHaveLength(2);
    expect((await trailOf()).map(({ action }) => action)).toEqual([
      'user.invited',
      'user.invited',
      'user.invited',
    ]);
  });

  it('gives roles only by who may give them', async () => {
    const { people } = await staffed('support');
    const { lines } = await people.checkInvites({
      csv: 'email,role\na@lyceum.test,admin\nb@lyceum.test,learner',
    });
    expect(lines.map(({ outcome }) => outcome)).toEqual(['role_not_yours', 'invite']);
  });

  it.each([
    ['', 'people/list_empty'],
    ['email,name', 'people/list_empty'],
    ['name\nAda', 'people/list_without_email'],
    ['email,name\n"a@lyceum.test,Ada', 'people/list_unreadable'],
    [`email\n${'a@lyceum.test\n'.repeat(501)}`, 'people/list_too_long'],
  ])('refuses %j as %s', async (csv, code) => {
    const { people } = await staffed();
    await expect(people.checkInvites({ csv })).rejects.toThrow(code);
  });

  it('is taken up with a name and a password, once', async () => {
    const { people } = await staffed();
    await people.sendInvites({ csv: 'email\nnew@lyceum.test' });
    const { id } = await testDb().verificationToken.findFirstOrThrow({ where: { purpose: 'invitation' } });
    const token = tokenFor(testEnv.AUTH_SECRET, 'invitation', id);
    const given = { token, name: 'New Person', password: 'a wide calm lake' };
    expect(await callAsVisitor().auth.acceptInvitation(given)).toEqual({ email: 'new@lyceum.test' });
    const invited = await testDb().user.findUniqueOrThrow({ where: { email: 'new@lyceum.test' } });
    expect(invited).toMatchObject({ name: 'New Person' });
    expect(invited.emailVerifiedAt).not.toBeNull();
    expect(await eventsOf()).toContain('auth/invitation.accepted');
    await expect(callAsVisitor().auth.acceptInvitation(given)).rejects.toThrow('auth/token_used');
  });
});
