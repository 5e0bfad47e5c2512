/** The password of every demo account; only ever seeded into databases that hold demo data. */
export const demoPassword = 'learn-something-new';

/** The accounts a fresh installation can be explored with, one for each role. */
export const demoAccounts = [
  { role: 'learner', email: 'learner@lyceum.test' },
  { role: 'instructor', email: 'instructor@lyceum.test' },
  { role: 'admin', email: 'admin@lyceum.test' },
  { role: 'moderator', email: 'moderator@lyceum.test' },
  { role: 'support', email: 'support@lyceum.test' },
  { role: 'finance', email: 'finance@lyceum.test' },
] as const;

/** What the people who run the demonstration school are called. */
export const demoStaffNames = {
  admin: 'Ruth Abernathy',
  moderator: 'Noor Hadid',
  support: 'Samuel Okafor',
  finance: 'Petra Lindqvist',
} as const;
