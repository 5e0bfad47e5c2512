import { z } from 'zod';
import { pictureView } from '@/server/domains/users/contract';
import { roles } from '@/server/platform/actor';

/** The roles a person can be given. */
export const personRoles = roles;

/** The states an account can be in. */
export const accountStates = ['active', 'unproven', 'suspended', 'erased'] as const;

/** A text as somebody types it; a form sends an empty one for none. */
const text = z
  .string()
  .trim()
  .max(254)
  .transform((typed) => (typed === '' ? undefined : typed))
  .optional();

/** What narrows the list of people down. */
const peopleFilters = z.object({
  /** The beginning of an address or handle, or a part of a name. */
  text,
  role: z.enum(roles).optional(),
  state: z.enum(accountStates).optional(),
});

const parameter = <Schema extends z.ZodType>(schema: Schema) => schema.optional().catch(undefined);

/** The filters and the page in the address of the list; what makes no sense there counts as absent. */
export const peopleAddress = z.object({
  text: parameter(text),
  role: parameter(z.enum(roles)),
  state: parameter(z.enum(accountStates)),
  cursor: parameter(z.string().max(200)),
});

/** Asks for a page of people. */
export const listPeopleInput = peopleFilters.extend({
  cursor: z.string().max(200).optional(),
  limit: z.number().int().min(1).max(100).default(25),
});

const person = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  handle: z.string().nullable(),
  picture: pictureView.nullable(),
  role: z.enum(roles),
  state: z.enum(accountStates),
  createdAt: z.date(),
});

/** A page of people, newest first. */
export const peoplePage = z.object({ items: z.array(person), nextCursor: z.string().nullable() });

/** Names a person. */
export const byPerson = z.object({ userId: z.uuid() });

/** What the reader may do with a person; a button is shown for each. */
const acts = z.object({
  suspend: z.boolean(),
  restore: z.boolean(),
  changeRole: z.boolean(),
  mail: z.boolean(),
  actAs: z.boolean(),
  erase: z.boolean(),
  readAudit: z.boolean(),
});

/** All that is to be known of one person by who looks after accounts. */
export const personDetails = person.extend({
  locale: z.string(),
  timeZone: z.string(),
  suspension: z.object({ at: z.date(), reason: z.string() }).nullable(),
  hasPassword: z.boolean(),
  hasSecondFactor: z.boolean(),
  sessions: z.array(
    z.object({ id: z.string(), device: z.string(), network: z.string(), lastSeenAt: z.date() }),
  ),
  enrollments: z.array(
    z.object({
      courseTitle: z.string(),
      courseSlug: z.string(),
      enrolledAt: z.date(),
      completedAt: z.date().nullable(),
      revokedAt: z.date().nullable(),
    }),
  ),
  mails: z.array(z.object({ template: z.string(), at: z.date(), isSent: z.boolean() })),
  acts,
});

/** Keeps a person out. */
export const suspendInput = z.object({ userId: z.uuid(), reason: z.string().trim().min(10).max(500) });

/** Changes a role; `from` is the role the reader has seen. */
export const changeRoleInput = z.object({ userId: z.uuid(), from: z.enum(roles), to: z.enum(roles) });

/** The person as they are now. */
export const personState = z.object({ role: z.enum(roles), state: z.enum(accountStates) });

/** Which mail was ordered. */
export const mailOrdered = z.object({ kind: z.enum(['invitation', 'reset']) });

/** A list of people to invite, as CSV with a header: email, and if wanted name, role, course (RFC 4180). */
export const inviteListInput = z.object({ csv: z.string().max(200_000) });

/** What a line of the list comes to. */
export const inviteOutcomes = [
  'invite',
  'invite_and_enroll',
  'enroll',
  'nothing_to_do',
  'bad_address',
  'bad_role',
  'role_not_yours',
  'unknown_course',
  'duplicate',
  'kept_out',
] as const;

/** The list, line by line: what would happen, or has happened, with it. */
export const invitePlan = z.object({
  lines: z.array(
    z.object({
      /** Line of the file, the header being 1. */
      line: z.number().int(),
      email: z.string(),
      name: z.string(),
      course: z.string(),
      outcome: z.enum(inviteOutcomes),
    }),
  ),
  /** Lines that lead to something. */
  effective: z.number().int(),
});

/** @see peopleAddress */
export type PeopleAddress = z.output<typeof peopleAddress>;
/** @see peoplePage */
export type PeoplePage = z.infer<typeof peoplePage>;
/** @see personDetails */
export type PersonDetails = z.infer<typeof personDetails>;
/** @see invitePlan */
export type InvitePlan = z.infer<typeof invitePlan>;
/** One of {@link inviteOutcomes}. */
export type InviteOutcome = (typeof inviteOutcomes)[number];
/** One of {@link accountStates}. */
export type AccountState = (typeof accountStates)[number];
/** One of {@link personRoles}. */
export type PersonRole = (typeof personRoles)[number];
