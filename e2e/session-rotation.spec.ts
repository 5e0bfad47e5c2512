import { Secret, TOTP } from 'otpauth';
import { z } from 'zod';
import { demoInstructor, newPerson, signUp } from './support/accounts';
import { expect, test } from './support/test';
import { Visitor } from './support/visitor';

const offered = z.object({ secret: z.string() });
const recovery = z.object({ codes: z.array(z.string()) });
const people = z.object({ items: z.array(z.object({ id: z.string() })) });

const codeOf = (secret: string, stepsAhead = 0): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + stepsAhead * 30_000 });

/** Whether a cookie, copied by somebody else, lets them in. */
async function letsIn(origin: string, cookie: string): Promise<boolean> {
  const name = origin.startsWith('https:') ? '__Host-lyceum.session' : 'lyceum.session';
  const response = await fetch(`${origin}/api/trpc/auth.viewer`, {
    headers: { cookie: `${name}=${cookie}` },
  });
  const answer = z.object({ result: z.object({ data: z.object({ json: z.unknown() }) }) });
  return answer.parse(await response.json()).result.data.json !== null;
}

test('every change of what somebody may do changes their cookie, and the one before is worth nothing', async ({
  page,
  mailbox,
  baseURL,
  openForSomebodyElse,
}) => {
  const { origin } = new URL(baseURL ?? '');
  const person = newPerson('Grace Rotation');
  await signUp(page, person, mailbox(person.email));
  const me = new Visitor(page.request, origin);
  const staff = new Visitor((await openForSomebodyElse()).request, origin);
  const { email, password } = person;

  /** Does something with the session of a visitor, and tries the cookie from before afterwards. */
  const leavesNothing = async (what: string, who: Visitor, act: () => Promise<unknown>): Promise<string> => {
    const before = await who.cookie();
    expect(await letsIn(origin, before), `${what}: before`).toBe(true);
    await act();
    expect(await letsIn(origin, before), `${what}: the cookie from before`).toBe(false);
    return before;
  };
  const isIn = async (what: string, who: Visitor) =>
    expect(await letsIn(origin, await who.cookie()), `${what}: the new cookie`).toBe(true);

  await leavesNothing('signing in', me, async () => {
    expect(await me.enter('password', { email, password })).toBeNull();
  });
  await isIn('signing in', me);

  await leavesNothing('a fresh proof', me, async () => {
    expect(await me.enter('proof', { password })).toBeNull();
  });
  await isIn('a fresh proof', me);

  const { secret } = await me.write('auth.offerSecondFactor', undefined, offered);
  const { codes } = await me.write('auth.confirmSecondFactor', { code: codeOf(secret) }, recovery);
  await leavesNothing('a second factor', me, async () => {
    const refusal = (await me.enter('password', { email, password })) ?? '';
    expect(refusal).toMatch(/^auth\/second_factor_required\./);
    // Half a sign-in changes nothing yet.
    await isIn('half a sign-in', me);
    const token = refusal.replace('auth/second_factor_required.', '');
    expect(await me.enter('second_factor', { token, code: codeOf(secret, 1) })).toBeNull();
  });
  await isIn('a second factor', me);

  await leavesNothing('a fresh proof by code', me, async () => {
    expect(await me.enter('proof', { code: codes[0] ?? '' })).toBeNull();
  });
  await isIn('a fresh proof by code', me);

  await me.write('auth.removeSecondFactor', undefined, z.unknown());
  const next = { currentPassword: password, password: 'another quiet river bend' };
  await leavesNothing(
    'a new password',
    me,
    async () => await me.write('auth.changePassword', next, z.unknown()),
  );
  expect(await me.enter('password', { email, password: next.password })).toBeNull();
  await isIn('a new password', me);

  await staff.enter('password', { email: 'admin@lyceum.test', password: demoInstructor.password });
  const { items } = await staff.read('people.list', { text: email }, people);
  const userId = items[0]?.id ?? '';
  for (const [from, to] of [
    ['learner', 'moderator'],
    ['moderator', 'learner'],
  ]) {
    await leavesNothing(`becoming a ${to}`, me, async () => {
      await staff.write('people.changeRole', { userId, from, to }, z.unknown());
    });
    expect(await me.enter('password', { email, password: next.password })).toBeNull();
    await isIn(`becoming a ${to}`, me);
  }

  await leavesNothing('acting as somebody', staff, async () => {
    expect(await staff.enter('impersonation', { userId })).toBeNull();
  });
  await isIn('acting as somebody', staff);
  const acting = await leavesNothing('coming back', staff, async () => {
    expect(await staff.enter('impersonation_end', {})).toBeNull();
  });
  await isIn('coming back', staff);

  // A copy of the cookie of acting does not lead back into the administrator's session.
  const thief = await openForSomebodyElse();
  await thief.context().addCookies([{ name: 'lyceum.session', value: acting, url: origin }]);
  const stolen = new Visitor(thief.request, origin);
  await stolen.enter('impersonation_end', {});
  expect(await letsIn(origin, await stolen.cookie())).toBe(false);
  await isIn('after the thief', staff);
});
