import type { Prisma } from '@/prisma/generated/client';
import type { Conn, Tx } from '@/server/platform/db';
import { newId } from '@/server/platform/ids';

const files = {
  select: { id: true, name: true, bytes: true, contentType: true, key: true },
  orderBy: { id: 'asc' },
} as const;
const fields = {
  ...{
    id: true,
    courseId: true,
    lessonId: true,
    userId: true,
    enrollmentId: true,
    number: true,
    status: true,
  },
  ...{ textMd: true, links: true, revision: true, submittedAt: true, feedbackMd: true, gradedAt: true },
  files,
} as const;

/** Reads what a learner has written and handed in for an assignment, latest first. */
export async function selectSubmissions(conn: Conn, lessonId: string, userId: string) {
  return await conn.submission.findMany({
    where: { lessonId, userId },
    select: fields,
    orderBy: { number: 'desc' },
    take: 21,
  });
}

/** A draft or a hand-in. */
export type SubmissionRow = Awaited<ReturnType<typeof selectSubmissions>>[number];

/** Reads a draft, which stays as it is until the transaction ends. */
export async function selectDraftHeld(
  tx: Tx,
  lessonId: string,
  userId: string,
): Promise<SubmissionRow | null> {
  await tx.$queryRaw`SELECT id FROM submissions
    WHERE lesson_id = ${lessonId}::uuid AND user_id = ${userId}::uuid AND status = 'draft' FOR UPDATE`;
  return await tx.submission.findFirst({ where: { lessonId, userId, status: 'draft' }, select: fields });
}

/**
 * Begins a draft with what was handed in before; false when there is one, or somebody was faster: the partial unique key
 * decides.
 */
export async function insertDraft(
  tx: Tx,
  row: Omit<Prisma.SubmissionCreateManyInput, 'number' | 'id'>,
  last: SubmissionRow | undefined,
): Promise<boolean> {
  const id = newId();
  const { textMd = '', links = [] } = last ?? {};
  const data = { ...row, id, number: (last?.number ?? 0) + 1, textMd, links };
  const { count } = await tx.submission.createMany({ data: [data], skipDuplicates: true });
  if (count === 0) return false;
  await tx.submissionFile.createMany({
    data: (last?.files ?? []).map(({ id: _, ...file }) => ({ ...file, id: newId(), submissionId: id })),
  });
  return true;
}

/** Writes a draft over one revision; false when that is not the present one. */
export async function updateDraft(
  tx: Tx,
  draft: { readonly id: string; readonly revision: number },
  data: { readonly textMd: string; readonly links: string[] },
): Promise<boolean> {
  const { id, revision } = draft;
  const { count } = await tx.submission.updateMany({
    where: { id, revision, status: 'draft' },
    data: { ...data, revision: revision + 1 },
  });
  return count === 1;
}

/** Makes a hand-in of a draft. */
export async function markHandedIn(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.submission.update({
    where: { id },
    data: { status: 'submitted', submittedAt: at },
    select: { id: true },
  });
}

/** Puts a file into a draft; doing it again changes nothing. */
export async function insertFile(tx: Tx, file: Prisma.SubmissionFileCreateManyInput): Promise<void> {
  await tx.submissionFile.createMany({ data: [file], skipDuplicates: true });
}

/** Takes a file out of a draft; returns its key when nothing else needs its bytes. */
export async function deleteFile(tx: Tx, submissionId: string, id: string): Promise<string | null> {
  const file = await tx.submissionFile.findFirst({ where: { id, submissionId }, select: { key: true } });
  if (file === null) return null;
  await tx.submissionFile.deleteMany({ where: { id, submissionId } });
  return (await tx.submissionFile.count({ where: { key: file.key } })) === 0 ? file.key : null;
}

/** Reads the latest hand-in of each learner, what waits first. */
export async function selectHandIns(conn: Conn, lessonId: string) {
  const rows = await conn.submission.findMany({
    where: { lessonId, status: { not: 'draft' } },
    select: { ...fields, user: { select: { name: true } } },
    distinct: ['userId'],
    orderBy: [{ userId: 'asc' }, { number: 'desc' }],
    take: 100,
  });
  const rank = (row: (typeof rows)[number]) => (row.status === 'submitted' ? 0 : 1);
  const timeOf = (row: (typeof rows)[number]) => row.submittedAt?.getTime() ?? 0;
  return rows.toSorted((a, b) => rank(a) - rank(b) || timeOf(a) - timeOf(b));
}

/** Reads a hand-in of a course by id. */
export async function selectHandIn(conn: Conn, courseId: string, id: string): Promise<SubmissionRow | null> {
  return await conn.submission.findFirst({
    where: { id, courseId, status: { not: 'draft' } },
    select: fields,
  });
}

/** Stores what a hand-in is worth. */
export async function updateVerdict(
  tx: Tx,
  id: string,
  data: { status: 'passed' | 'needs_work'; feedbackMd: string; gradedAt: Date; gradedById: string },
): Promise<void> {
  await tx.submission.update({ where: { id }, data, select: { id: true } });
}
