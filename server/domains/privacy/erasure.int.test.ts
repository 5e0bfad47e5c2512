import { Pool } from 'pg';
import { describe, expect, it } from 'vitest';
import { clearPerson, finishErasure } from '@/server/domains/privacy';
import { listReviews } from '@/server/domains/reviews';
import { verifyChain } from '@/server/platform/audit/verify';
import { createDb, type Db } from '@/server/platform/db';
import { testFactory } from '@/test/factory';
import { fakeObjectStore } from '@/test/fake-ports';
import { fixedClock, testNow } from '@/test/fixed-clock';
import { canary, plantPerson } from '@/test/planted-person';
import { scanDatabase } from '@/test/scan-database';
import { testDb } from '@/test/test-db';
import { emptyAllTables } from '@/test/worker-database';

const later = new Date(testNow.getTime() + 8 * 86_400_000);

type Choices = { keepCertificates: boolean; keepReviews: boolean };
const nothingKept: Choices = { keepCertificates: false, keepReviews: false };

async function planted(choices: Choices = nothingKept) {
  const factory = testFactory();
  const person = await plantPerson(factory);
  const userId = person.user.id;
  await testDb().erasure.create({ data: { userId, requestedAt: testNow, dueAt: testNow, ...choices } });
  const objectStore = fakeObjectStore();
  const pictures = [`public/avatars/${canary}.webp`, `public/avatars/${canary}-small.webp`];
  for (const key of [...pictures, `private/certificates/${canary}.pdf`]) {
    await objectStore.put(key, 'bytes', { contentType: 'x' });
  }
  return { ...person, userId, objectStore, factory };
}

async function erase(db: Db, { userId, objectStore }: Awaited<ReturnType<typeof planted>>) {
  const ctx = { db, objectStore, clock: fixedClock(later) };
  await clearPerson(ctx, userId);
  return await finishErasure(ctx, userId);
}

/** A database whose connection breaks at the nth statement. */
function breakingDb(nth: number) {
  const pool = new Pool({
    connectionString: process.env['DATABASE_URL'],
    options: '-c timezone=UTC',
    max: 1,
  });
  let count = 0;
  pool.on('connect', (client) => {
    client.on('error', () => undefined);
    const query = client.query.bind(client);
    const counted = (...args: Parameters<typeof query>) => {
      count += 1;
      if (count === nth) throw new Error('the line went dead');
      return query(...args);
    };
    Object.assign(client, { query: counted });
  });
  return { db: createDb(pool), end: async () => await pool.end(), count: () => count };
}

describe('erasing a person', () => {
  it('leaves nothing of them in any column of any table, nor in the object store', async () => {
    const person = await planted();
    const before = await scanDatabase(canary);
    expect(before.found).toEqual(
      expect.arrayContaining([
        'public.users',
        'public.profiles',
        'public.held_handles',
        'public.sessions',
        'public.passkeys',
        'public.certificates',
      ]),
    );
    expect(await erase(testDb(), person)).toBe(true);
    const after = await scanDatabase(canary);
    expect(after.found).toEqual([]);
    console.info(
      `${before.found.length} tables held the canary; ${after.scanned} tables scanned, none does.`,
    );
    expect([...person.objectStore.objects.keys()]).toEqual([]);
    const user = await testDb().user.findUniqueOrThrow({ where: { id: person.userId } });
    expect(user).toMatchObject({ name: '', email: `${person.userId}@erased.invalid`, erasedAt: later });
    expect((await verifyChain(testDb(), null)).broken).toBeNull();
    expect(await erase(testDb(), person)).toBe(false);
  });

  it('keeps the certificate and the words of reviews for who wants that, the words without a name', async () => {
    const person = await planted({ keepCertificates: true, keepReviews: true });
    await erase(testDb(), person);
    expect((await scanDatabase(canary)).found).toEqual(['public.certificates', 'public.reviews']);
    expect(await listReviews(testDb(), person.course.id, 5)).toMatchObject([
      { author: '', text: `words of ${canary}`, rating: 4 },
    ]);
    expect([...person.objectStore.objects.keys()]).toEqual([`private/certificates/${canary}.pdf`]);
  });

  it('leaves the stars, and everybody else, as they were', async () => {
    const person = await planted();
    const other = await person.factory.user();
    await person.factory.review({ courseId: person.course.id, userId: other.id, text: 'stays' });
    await erase(testDb(), person);
    expect(await testDb().review.count({ where: { courseId: person.course.id } })).toBe(2);
    expect(await testDb().user.findUnique({ where: { id: other.id } })).toEqual(other);
  });

  it('says whose cached pages have to change', async () => {
    const person = await planted();
    await erase(testDb(), person);
    const events = await testDb().outboxEvent.findMany({
      where: { publishedAt: null },
      orderBy: { id: 'asc' },
    });
    expect(events.map(({ name, data }) => ({ name, data }))).toEqual([
      {
        name: 'media/files.dropped',
        data: { folder: null, keys: [`private/submissions/${person.userId}/source`], upload: null },
      },
      {
        name: 'certificate/removed',
        data: { certificateId: person.certificate.id, code: person.certificate.code },
      },
      {
        name: 'user/erased',
        data: { userId: person.userId, courseIds: [person.course.id] },
      },
    ]);
  });

  it('does nothing before its time, nor after a change of mind', async () => {
    const person = await planted();
    const ctx = {
      db: testDb(),
      objectStore: person.objectStore,
      clock: fixedClock(new Date(testNow.getTime() - 1)),
    };
    expect(await clearPerson(ctx, person.userId)).toBe(false);
    await testDb().erasure.deleteMany();
    expect(await erase(testDb(), person)).toBe(false);
    expect((await scanDatabase(canary)).found).toContain('public.users');
  });

  it('can break off at any statement and is finished by the next try', async () => {
    let statements = 0;
    for (let nth = 1; ; nth += 1) {
      await testDb().$executeRawUnsafe(emptyAllTables);
      const person = await planted();
      const broken = breakingDb(nth);
      const isThrough = await erase(broken.db, person).catch(() => false);
      await broken.end();
      if (isThrough) break;
      statements = nth;
      expect(await erase(testDb(), person), `after breaking off at statement ${nth}`).toBe(true);
      expect((await scanDatabase(canary)).found).toEqual([]);
      expect(await testDb().auditEntry.count({ where: { action: 'erasure.completed' } })).toBe(1);
    }
    console.info(`broken off at each of ${statements} statements`);
    expect(statements).toBeGreaterThan(40);
  }, 240_000);
});
