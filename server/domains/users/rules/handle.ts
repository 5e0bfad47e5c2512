/** Words that stand for the school or for places of the site, so that nobody can pass for them. */
const reserved = new Set([
  ...['admin', 'administrator', 'root', 'system', 'staff', 'team', 'official', 'lyceum', 'school', 'owner'],
  ...['support', 'help', 'security', 'abuse', 'moderator', 'finance', 'billing', 'legal', 'privacy', 'terms'],
  ...[
    'about',
    'contact',
    'api',
    'www',
    'mail',
    'static',
    'media',
    'assets',
    'settings',
    'account',
    'profile',
  ],
  ...['people', 'courses', 'course', 'learn', 'teach', 'search', 'verify', 'certificates', 'notifications'],
  ...['sign-in', 'sign-up', 'sign-out', 'login', 'logout', 'register', 'me', 'you', 'new', 'edit', 'design'],
  ...['null', 'undefined', 'none', 'nobody', 'everyone', 'anonymous', 'deleted', 'erased', 'unknown'],
]);

/** What an account is called until its owner chooses; made of its id, so that it is free. */
const given = /^u-[0-9a-f]{12}$/;

/** Returns the handle a new account starts with. */
export function givenHandle(userId: string): string {
  return `u-${userId.replaceAll('-', '').slice(-12)}`;
}

/** Tells whether nobody can choose a handle; one who has it keeps it. */
export function isReservedHandle(handle: string): boolean {
  return reserved.has(handle) || given.test(handle);
}
