import { describe, expect, it } from 'vitest';
import { mailOwner } from '@/inngest/functions/auth/mail-owner';
import { alreadyRegisteredMail, resetMail } from '@/server/domains/notifications';
import type { OutgoingMail } from '@/server/platform/adapters/mailer';
import { testFactory } from '@/test/factory';
import { fixedClock } from '@/test/fixed-clock';
import { testDb } from '@/test/test-db';

function mailing() {
  const sent: OutgoingMail[] = [];
  const ports = {
    db: testDb(),
    clock: fixedClock(),
    mailer: { send: async (mail: OutgoingMail) => void sent.push(mail), ping: async () => undefined },
    mailDomain: 'lyceum.test',
    appUrl: 'https://lyceum.test',
    secret: 'secret',
  };
  return { ports, sent };
}

describe('mail to the owner of an account', () => {
  it('is sent once for one event, and again for the next', async () => {
    const { id: userId, email } = await testFactory().user();
    const { ports, sent } = mailing();
    for (const eventId of ['first', 'first', 'second']) {
      await mailOwner(ports, { userId, eventId, template: 'reset' }, (to) =>
        resetMail(to, { token: 'id.tag' }),
      );
    }
    expect(sent.map((mail) => mail.to)).toEqual([email, email]);
  });

  it('is refused without the id of its event, which would mute it for ever', async () => {
    const { id: userId } = await testFactory().user();
    const { ports, sent } = mailing();
    const owed = { userId, eventId: undefined, template: 'already-registered' };
    await expect(mailOwner(ports, owed, alreadyRegisteredMail)).rejects.toThrow(
      'without the id of its event',
    );
    expect(sent).toEqual([]);
    expect(await testDb().mailDelivery.count()).toBe(0);
  });

  it('carries the name a stranger may have chosen only when the mailbox is proven', async () => {
    const name = 'You have won, see evil.test';
    const factory = testFactory();
    const [unproven, proven] = [
      await factory.user({ name, emailVerifiedAt: null }),
      await factory.user({ name }),
    ];
    const { ports, sent } = mailing();
    for (const { id: userId } of [unproven, proven]) {
      const owed = { userId, eventId: userId, template: 'reset' };
      await mailOwner(ports, owed, (to) => resetMail(to, { token: 'id.tag' }));
    }
    expect(sent.map((mail) => `${mail.text}${mail.html}`.includes(name))).toEqual([false, true]);
  });

  it('tells nobody when the account is gone', async () => {
    const { ports, sent } = mailing();
    const owed = { userId: crypto.randomUUID(), eventId: 'first', template: 'reset' };
    expect(await mailOwner(ports, owed, alreadyRegisteredMail)).toBe('nobody_to_tell');
    expect(sent).toEqual([]);
  });
});
