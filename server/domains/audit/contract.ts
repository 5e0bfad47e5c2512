import { z } from 'zod';
import { auditActions, auditSubjects } from '@/server/platform/audit/actions';

/** Every act there is, in the order in which filters offer them. */
export const auditedActions = auditActions;

/** Every type of thing that acts are done to. */
export const auditedSubjects = auditSubjects;

/** An id or an address, as somebody types it; a form sends an empty one for none. */
const name = z
  .string()
  .trim()
  .max(254)
  .transform((typed) => (typed === '' ? undefined : typed))
  .optional();

/** What narrows the log down. Days are those of the reader's time zone, and `to` is the last one that counts. */
export const auditFilters = z.object({
  /** Who did it: the id or address of a person. */
  who: name,
  /** As whom, when somebody acted as another person. */
  asWhom: name,
  action: z.enum(auditActions).optional(),
  subjectType: z.enum(auditSubjects).optional(),
  /** To what: an id, or the address of a person. */
  subject: name,
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
});

const parameter = <Schema extends z.ZodType>(schema: Schema) => schema.optional().catch(undefined);

/** The filters and the page in the address of the viewer; what makes no sense there counts as absent. */
export const auditAddress = z.object({
  who: parameter(name),
  asWhom: parameter(name),
  action: parameter(z.enum(auditActions)),
  subjectType: parameter(z.enum(auditSubjects)),
  subject: parameter(name),
  from: parameter(z.iso.date()),
  to: parameter(z.iso.date()),
  cursor: parameter(z.string().regex(/^[1-9]\d{0,17}$/)),
});

/** Asks for a page of the log. The cursor is the number of the last row seen. */
export const listAuditInput = auditFilters.extend({
  cursor: z
    .string()
    .regex(/^[1-9]\d{0,17}$/)
    .optional(),
  limit: z.number().int().min(1).max(100).default(25),
});

/** A person of the log; `name` is null for who is not found (anymore). */
const loggedPerson = z.object({ id: z.string(), name: z.string().nullable() });

/** One row of the log. */
export const auditEntryView = z.object({
  seq: z.string(),
  at: z.date(),
  /** Who did it; null for the platform itself and for visitors, see `actorName`. */
  actor: loggedPerson.nullable(),
  actorName: z.string().nullable(),
  onBehalfOf: loggedPerson.nullable(),
  action: z.string(),
  subject: z.object({ type: z.string(), id: z.string(), name: z.string().nullable() }),
  /** Fields that differ between before and after, by name; null where there was or is none. */
  changes: z.array(
    z.object({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() }),
  ),
  requestId: z.string().nullable(),
  network: z.string().nullable(),
  hash: z.string(),
});

/** A page of the log, newest first. */
export const auditPage = z.object({ items: z.array(auditEntryView), nextCursor: z.string().nullable() });

/** Asks for a file of what the filters let through. */
export const exportAuditInput = auditFilters.extend({ format: z.enum(['csv', 'json']) });

/** The file. `isComplete` is false when there is more than one file holds: only the newest rows are in it. */
export const auditFile = z.object({
  name: z.string(),
  contentType: z.string(),
  text: z.string(),
  rows: z.number().int(),
  isComplete: z.boolean(),
});

/** @see auditFilters */
export type AuditFilters = z.output<typeof auditFilters>;
/** @see auditAddress */
export type AuditAddress = z.output<typeof auditAddress>;
/** @see auditEntryView */
export type AuditEntryView = z.infer<typeof auditEntryView>;
/** @see auditPage */
export type AuditPage = z.infer<typeof auditPage>;
/** @see auditFile */
export type AuditFile = z.infer<typeof auditFile>;
