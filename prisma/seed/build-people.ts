import { createFactoryContext } from '../factories/context';
import { idOf } from '../factories/ids';
import { credentialRow, profileRow, userRow } from '../factories/people';
import { createRandom } from '../factories/random';
import { demoAccounts, demoStaffNames } from './demo-accounts';
import type { Content } from './load-content';
import { later, type SeedRows, seedNow, span } from './seed-rows';

/** A person of the demonstration, as the rest of the seed needs them. */
export interface SeedPerson {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly joinedAt: Date;
}

/** The people of the demonstration by what they do; instructors by handle. */
export interface SeedPeople {
  readonly instructors: ReadonlyMap<string, SeedPerson>;
  readonly learners: readonly SeedPerson[];
}

interface Biography {
  readonly email: string;
  readonly name: string;
  readonly handle: string;
  readonly role: (typeof demoAccounts)[number]['role'];
  readonly joinedAt: Date;
  readonly headline?: string;
  readonly bio?: string;
  readonly timeZone?: string;
}

const opened = new Date('2025-06-02T08:00:00.000Z');

const timeZones = [
  'Europe/Berlin',
  'Africa/Lagos',
  'Asia/Tokyo',
  'America/Sao_Paulo',
  'Europe/Madrid',
  'Pacific/Auckland',
  'America/New_York',
  'Europe/Istanbul',
  'UTC',
] as const;

/** Letters that Unicode does not take apart into a Latin letter and a mark. */
const foldings = new Map([
  ['ł', 'l'],
  ['đ', 'd'],
  ['ø', 'o'],
  ['ð', 'd'],
  ['þ', 'th'],
  ['æ', 'ae'],
  ['ı', 'i'],
  ['ß', 'ss'],
]);

function handleOf(name: string): string {
  return name
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9 -]/g, (letter) => foldings.get(letter) ?? '')
    .trim()
    .replace(/[ -]+/g, '-');
}

function addPerson(rows: SeedRows, person: Biography, passwordHash: string): SeedPerson {
  const { email, name, handle, role, joinedAt, headline = '', bio = '', timeZone = 'UTC' } = person;
  const context = createFactoryContext({ now: joinedAt, namespace: email });
  const id = idOf(`user/${email}`, joinedAt);
  const emailVerifiedAt = later(joinedAt, 3 * span.minute);
  rows.users.push(userRow(context, { id, email, name, role, emailVerifiedAt, updatedAt: emailVerifiedAt }));
  rows.profiles.push(profileRow(context, { userId: id, handle, headline, bio, timeZone }));
  rows.credentials.push(credentialRow(context, { userId: id, passwordHash }));
  return { id, email, name, joinedAt };
}

/** Adds who runs the school, instructors and learners, all with a verified address and the password of the hash. */
export function buildPeople(rows: SeedRows, content: Content, passwordHash: string): SeedPeople {
  for (const account of demoAccounts) {
    if (account.role === 'learner' || account.role === 'instructor') continue;
    const name = demoStaffNames[account.role];
    addPerson(rows, { ...account, name, handle: handleOf(name), joinedAt: opened }, passwordHash);
  }
  const instructors = content.instructors.map((person, index) => {
    const joinedAt = later(opened, (2 + 3 * index) * span.day);
    const row = { ...person, role: 'instructor' as const, joinedAt, timeZone: 'Europe/Madrid' };
    return [person.handle, addPerson(rows, row, passwordHash)] as const;
  });
  const learners = content.learners.map((person) => {
    const random = createRandom(`learner ${person.email}`);
    const isDemo = demoAccounts.some(({ email }) => email === person.email);
    // The demo learner has been here from the start, so that there is something to look at.
    const waitedMs = isDemo ? 9 * span.day : random.int(30 * span.day, 500 * span.day);
    const joinedAt = new Date(Math.min(later(opened, waitedMs).getTime(), seedNow.getTime() - 9 * span.day));
    const timeZone = random.pick(timeZones);
    const row = { ...person, handle: handleOf(person.name), role: 'learner' as const, joinedAt, timeZone };
    return addPerson(rows, row, passwordHash);
  });
  return { instructors: new Map(instructors), learners };
}
