import { selectMailedReasons, selectToldReasons } from '@/server/domains/notifications/repo';
import type { Conn } from '@/server/platform/db';

/** Something one person is to be told, by the key that it is told under. */
export type Owed = { readonly userId: string; readonly reason: string };

/** Returns which of these reasons have reached their person, in the app and by mail. */
export async function findTold(
  conn: Conn,
  owed: readonly Owed[],
): Promise<{ readonly inApp: ReadonlySet<string>; readonly byMail: ReadonlySet<string> }> {
  const reasons = owed.map((one) => one.reason);
  const [inApp, byMail] = await Promise.all([
    selectToldReasons(
      conn,
      owed.map((one) => one.userId),
      reasons,
    ),
    selectMailedReasons(conn, reasons),
  ]);
  return { inApp: new Set(inApp), byMail: new Set(byMail) };
}
