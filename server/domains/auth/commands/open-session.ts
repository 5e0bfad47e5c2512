import { insertSession } from '@/server/domains/auth/repo/sessions';
import type { SessionMethod } from '@/server/domains/auth/rules/session-method';
import type { Conn } from '@/server/platform/db';
import { newId } from '@/server/platform/ids';
import { requestContext } from '@/server/platform/request-context';

/** How long a session lasts from signing in, used or not, in seconds: no page of ours prolongs it. */
export const sessionSeconds = 30 * 86_400;

/** What a session is begun with. */
export type SessionStart = {
  readonly userId: string;
  readonly method: SessionMethod;
  readonly at: Date;
  /** Shorter than {@link sessionSeconds} where somebody acts as another person. */
  readonly lastsSeconds?: number;
  readonly impersonatorId?: string;
};

/** Begins a session on the device of the request being served, and returns its id, which the cookie carries. */
export async function openSession(conn: Conn, start: SessionStart): Promise<string> {
  const { userId, method, at } = start;
  const caller = requestContext();
  const id = newId();
  await insertSession(conn, {
    id,
    userId,
    method,
    createdAt: at,
    lastSeenAt: at,
    provenAt: at,
    expiresAt: new Date(at.getTime() + (start.lastsSeconds ?? sessionSeconds) * 1_000),
    device: caller?.device ?? '',
    network: caller?.network ?? '',
    impersonatorId: start.impersonatorId ?? null,
  });
  return id;
}
