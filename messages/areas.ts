/**
 * Every area of messages, once: the name of `messages/<locale>/<area>.json` and how its English file is loaded.
 * English is the reference: its keys are the type of all messages, and it stands in where a locale has no text yet.
 */
export const messageAreas = {
  shell: () => import('./en/shell.json'),
  account: () => import('./en/account.json'),
  ui: () => import('./en/ui.json'),
  home: () => import('./en/home.json'),
  catalog: () => import('./en/catalog.json'),
  course: () => import('./en/course.json'),
  auth: () => import('./en/auth.json'),
  learn: () => import('./en/learn.json'),
  quiz: () => import('./en/quiz.json'),
  teach: () => import('./en/teach.json'),
  staff: () => import('./en/staff.json'),
  studio: () => import('./en/studio.json'),
  curriculum: () => import('./en/curriculum.json'),
  editor: () => import('./en/editor.json'),
  assignment: () => import('./en/assignment.json'),
  kinds: () => import('./en/kinds.json'),
  release: () => import('./en/release.json'),
  access: () => import('./en/access.json'),
  preview: () => import('./en/preview.json'),
  publishing: () => import('./en/publishing.json'),
  exchange: () => import('./en/exchange.json'),
  versions: () => import('./en/versions.json'),
  media: () => import('./en/media.json'),
  captions: () => import('./en/captions.json'),
  player: () => import('./en/player.json'),
  certificates: () => import('./en/certificates.json'),
  achievements: () => import('./en/achievements.json'),
  notifications: () => import('./en/notifications.json'),
  settings: () => import('./en/settings.json'),
  security: () => import('./en/security.json'),
  keys: () => import('./en/keys.json'),
  profile: () => import('./en/profile.json'),
  people: () => import('./en/people.json'),
  privacy: () => import('./en/privacy.json'),
  audit: () => import('./en/audit.json'),
  crash: () => import('./en/crash.json'),
  errors: () => import('./en/errors.json'),
  email: () => import('./en/email.json'),
} as const;

/** The name of one area of messages; also the first part of every message key. */
export type MessageArea = keyof typeof messageAreas;

/** All messages by area, typed after the English files. */
export type Messages = {
  [Area in MessageArea]: Awaited<ReturnType<(typeof messageAreas)[Area]>>['default'];
};
