import { describe, expect, it } from 'vitest';
import { listDueReminders, remindOfSession, tellOfMove } from '@/inngest/functions/content/tell-of-session';
import type { OutgoingMail } from '@/server/platform/adapters/mailer';
import { callAs } from '@/test/caller';
import { testFactory } from '@/test/factory';
import { fakeLive } from '@/test/fake-ports';
import { fixedClock } from '@/test/fixed-clock';
import { testDb } from '@/test/test-db';

const courseSlug = 'greek';
const startsAt = '2026-12-01T17:00:00.000Z';
const minutesBefore = (minutes: number) => new Date(Date.parse(startsAt) - minutes * 60_000);

async function session() {
  const factory = testFactory();
  const course = await factory.course({ slug: courseSlug, title: 'Greek', lessons: ['article'] });
  const clock = fixedClock();
  const { content } = callAs(course.owner, clock);
  const { sections } = await content.addLesson({
    ...{ courseSlug, sectionId: course.section.id, title: 'Alpha', kind: 'live' },
  });
  const lessonId = sections[0]?.lessons.at(-1)?.id ?? '';
  // What is saved is told of once it is published.
  const save = async (startsLocal: string, isCancelled = false) => {
    await content.saveSettings({
      ...{ courseSlug, lessonId, assetId: null },
      revision: (await content.settings({ courseSlug, lessonId })).revision,
      settings: {
        ...{ kind: 'live', startsLocal, timeZone: 'Europe/Madrid', minutes: 45, joinUrl: '' },
        ...{ isCancelled, recordingLessonId: null },
      },
    });
    await content.publish({ courseSlug });
  };
  await save('2026-12-01T18:00');
  const sent: OutgoingMail[] = [];
  const ports = {
    ...{ db: testDb(), clock, live: fakeLive(), mailDomain: 'lyceum.test', appUrl: 'https://lyceum.test' },
    mailer: { send: async (mail: OutgoingMail) => void sent.push(mail), ping: async () => undefined },
  };
  const learner = await factory.user();
  const enrollment = await factory.enrollment({ userId: learner.id, courseId: course.id });
  return { factory, course, clock, lessonId, save, sent, ports, learner, enrollment };
}

describe('reminders of a live session', () => {
  it('are due a day and fifteen minutes before, and not long after that', async () => {
    const { clock, ports, lessonId } = await session();
    const dueAt = async (minutes: number) => {
      clock.set(minutesBefore(minutes));
      return (await listDueReminders(ports)).map(({ news, at }) => [news, at]);
    };
    const [day, soon] = [minutesBefore(24 * 60).toISOString(), minutesBefore(15).toISOString()];
    expect(await dueAt(24 * 60 + 6)).toEqual([]);
    expect(await dueAt(24 * 60 + 3)).toEqual([['tomorrow', day]]);
    expect(await dueAt(22 * 60)).toEqual([['tomorrow', minutesBefore(22 * 60).toISOString()]]);
    expect(await dueAt(19 * 60)).toEqual([]);
    expect(await dueAt(18)).toEqual([['soon', soon]]);
    expect(await dueAt(0)).toEqual([]);
    expect(lessonId).not.toBe('');
  });

  it('reach each learner once by both ways, also who came later, and nobody whose access has ended', async () => {
    const { clock, ports, sent, factory, course, learner, enrollment, lessonId } = await session();
    clock.set(minutesBefore(24 * 60));
    const reminder = {
      news: 'tomorrow',
      lessonId,
      startsAt,
      at: minutesBefore(24 * 60).toISOString(),
    } as const;
    expect(await remindOfSession(ports, reminder)).toBe(1);
    expect(await remindOfSession(ports, reminder)).toBe(0);
    const late = await factory.user();
    await factory.enrollment({ userId: late.id, courseId: course.id });
    const gone = await factory.user();
    await factory.enrollment({ userId: gone.id, courseId: course.id, revokedAt: clock.now() });
    expect(await remindOfSession(ports, reminder)).toBe(1);
    expect(sent.map(({ to }) => to)).toEqual([learner.email, late.email]);
    expect(sent[0]?.text).toContain('/learn/greek/alpha');
    expect(await testDb().notification.count()).toBe(2);
    await testDb().enrollment.update({ where: { id: enrollment.id }, data: { revokedAt: clock.now() } });
    expect(await remindOfSession(ports, { ...reminder, news: 'soon' })).toBe(1);
  });

  it('say nothing of a session that has moved, was cancelled or has begun; the change itself is told', async () => {
    const { clock, ports, sent, save, lessonId } = await session();
    clock.set(minutesBefore(60));
    const reminder = { news: 'soon', lessonId, startsAt, at: startsAt } as const;
    await save('2026-12-01T20:00');
    expect(await remindOfSession(ports, reminder)).toBe(0);
    expect(await tellOfMove(ports, { lessonId, sequence: 1 })).toBe(1);
    expect(await tellOfMove(ports, { lessonId, sequence: 1 })).toBe(0);
    await save('2026-12-01T18:00', true);
    expect(await remindOfSession(ports, reminder)).toBe(0);
    // Of the older change nothing is said any more.
    expect(await tellOfMove(ports, { lessonId, sequence: 1 })).toBe(0);
    expect(await tellOfMove(ports, { lessonId, sequence: 2 })).toBe(1);
    expect(sent.map(({ subject }) => subject)).toEqual([
      '“Alpha” is at another time',
      '“Alpha” is cancelled',
    ]);
    await save('2026-12-01T18:00');
    clock.set(minutesBefore(-1));
    expect(await remindOfSession(ports, reminder)).toBe(0);
  });

  it('reach everybody else when one mail cannot be sent, and that one by the next try', async () => {
    const { clock, ports, factory, course, lessonId, learner } = await session();
    const other = await factory.user();
    await factory.enrollment({ userId: other.id, courseId: course.id });
    clock.set(minutesBefore(15));
    const reached: string[] = [];
    let isDown = true;
    const send = async ({ to }: OutgoingMail) => {
      if (isDown && to === learner.email) throw new Error('mailbox is full');
      reached.push(to);
    };
    const shaky = { ...ports, mailer: { send, ping: async () => undefined } };
    const reminder = { news: 'soon', lessonId, startsAt, at: startsAt } as const;
    await expect(remindOfSession(shaky, reminder)).rejects.toThrow('mailbox is full');
    isDown = false;
    expect(await remindOfSession(shaky, reminder)).toBe(1);
    expect(reached.toSorted()).toEqual([learner.email, other.email].toSorted());
  });
});
