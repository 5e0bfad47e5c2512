/**
 * The module graph: for each domain, the domains it may call.
 *
 * This is the only place where the graph is written down. The dependency rules (`.dependency-cruiser.mjs`), the
 * tests of those rules and the diagram in `docs/architecture.md` are made from it. A call always goes through the
 * callee's `index.ts`. Which tables a domain owns is said by its schema file, `prisma/schema/<domain>.prisma`.
 *
 * @see docs/adr/0001-modular-monolith.md
 */
export const moduleGraph = {
  users: [],
  auth: ['users'],
  media: [],
  courses: ['users', 'media'],
  content: ['users', 'courses', 'media'],
  payments: ['courses', 'users'],
  enrollments: ['users', 'courses', 'content', 'media'],
  assessments: ['courses', 'content', 'enrollments', 'media'],
  reviews: ['users', 'courses', 'enrollments'],
  certificates: ['users', 'courses', 'enrollments'],
  gamification: ['users', 'courses', 'enrollments', 'assessments'],
  notifications: ['users'],
  search: ['users', 'courses', 'content', 'media', 'reviews'],
  analytics: ['users', 'courses', 'content', 'enrollments', 'assessments', 'reviews'],
  audit: ['users'],
  studio: ['courses', 'content', 'assessments'],
  library: ['media', 'courses', 'content'],
  exchange: ['courses', 'content', 'media', 'assessments'],
  people: ['users', 'auth', 'courses', 'enrollments', 'notifications'],
  profiles: ['users', 'courses', 'enrollments', 'reviews', 'certificates', 'gamification'],
  privacy: [
    'users',
    'auth',
    'media',
    'courses',
    'content',
    'enrollments',
    'assessments',
    'reviews',
    'certificates',
    'gamification',
    'notifications',
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** The name of a domain; exactly the folders that may exist under `server/domains/`. */
export type Domain = keyof typeof moduleGraph;

/** Every domain in the order of the table, which lists each one after the domains it may call. */
export const domains: readonly Domain[] = Object.keys(moduleGraph).filter(isDomain);

/** Says whether a string is the name of a domain. */
export function isDomain(name: string): name is Domain {
  return Object.hasOwn(moduleGraph, name);
}

/** The domains a domain may call directly; never includes the domain itself. */
export function mayCall(domain: Domain): readonly Domain[] {
  return moduleGraph[domain];
}
