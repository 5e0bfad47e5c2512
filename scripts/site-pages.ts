import { z } from 'zod';
import { demoAccounts, demoPassword } from '@/prisma/seed/demo-accounts';
import { query, signIn } from './site-client';

const minePage = z.object({
  items: z.array(
    z.object({ courseSlug: z.string(), continueWith: z.object({ slug: z.string() }).nullable() }),
  ),
});

/** A page worth measuring: what it is called, where it is, and whose session it needs. */
export type SitePage = { readonly name: string; readonly path: string; readonly cookie: string | undefined };

/** Signs in as the demo account of a role. @returns the `cookie` header */
export async function signInAs(origin: string, role: (typeof demoAccounts)[number]['role']): Promise<string> {
  const account = demoAccounts.find((candidate) => candidate.role === role);
  if (!account) throw new Error(`There is no demo account for ${role}.`);
  return signIn(origin, account.email, demoPassword);
}

/** The pages a learner meets, with real addresses of the seeded school. */
export async function learnerPages(origin: string): Promise<readonly SitePage[]> {
  const cookie = await signInAs(origin, 'learner');
  const { items } = await query(origin, cookie, 'enrollments.listMine', {}, minePage);
  const current = items.find(({ continueWith }) => continueWith !== null);
  if (!current?.continueWith) throw new Error('The demo learner has no course to go on with.');
  return [
    { name: 'home', path: '/en', cookie: undefined },
    { name: 'catalogue', path: '/en/courses', cookie: undefined },
    { name: 'course', path: `/en/courses/${current.courseSlug}`, cookie: undefined },
    { name: 'dashboard', path: '/en/learn', cookie },
    { name: 'player', path: `/en/learn/${current.courseSlug}/${current.continueWith.slug}`, cookie },
  ];
}
