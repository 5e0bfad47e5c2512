import { listTeacherIds } from '@/server/domains/courses';
import { findPeople } from '@/server/domains/users';
import type { Conn } from '@/server/platform/db';

/** People in a map of the site at most. */
const most = 5_000;

/** Returns the handles of everybody who teaches a published course, in the order of their ids. */
export async function listTeacherHandles(conn: Conn): Promise<string[]> {
  const ids = await listTeacherIds(conn, most);
  const people = await findPeople(conn, ids);
  return ids.flatMap((id) => people.get(id)?.handle ?? []);
}
