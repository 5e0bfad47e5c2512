import { z } from 'zod';
import { Prisma } from '@/prisma/generated/client';

const lostCodes = ['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2034', 'P2037'];

/** What the adapter calls a server that it cannot reach or that has no place for us. */
const lostKinds = ['DatabaseNotReachable', 'ConnectionClosed', 'SocketTimeout', 'TooManyConnections'];

/** PostgreSQL shuts down, has crashed, starts up, or has no connection left (its manual, appendix A). */
const lostStates = ['57P01', '57P02', '57P03', '53300'];

/** A text holds what no text of a database in UTF-8 can: U+0000, or half of a surrogate pair in JSON. */
const unstorableStates = ['22021', '22P05'];

/** The pool and the driver under it give their failures no code. */
const lostMessage =
  /ECONNREFUSED|ECONNRESET|ETIMEDOUT|Connection terminated|timeout exceeded when trying to connect|the database system is (starting up|shutting down|not yet accepting connections)/;

const fromAdapter = z.object({
  driverAdapterError: z.object({
    cause: z.object({ kind: z.string(), originalCode: z.string().optional() }),
  }),
});

function adapterFailure(error: unknown): { kind: string; originalCode?: string | undefined } | undefined {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return undefined;
  return fromAdapter.safeParse(error.meta).data?.driverAdapterError.cause;
}

/** Tells whether a failure means that PostgreSQL could not be reached, so that the same call may succeed later. */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (error instanceof Prisma.PrismaClientInitializationError) return true;
  if (error instanceof Prisma.PrismaClientKnownRequestError) {
    const { kind = '', originalCode = '' } = adapterFailure(error) ?? {};
    return lostCodes.includes(error.code) || lostKinds.includes(kind) || lostStates.includes(originalCode);
  }
  return error instanceof Error && lostMessage.test(error.message);
}

/** Tells whether PostgreSQL refused a text because of characters that it cannot keep. */
export function isUnstorableText(error: unknown): boolean {
  return unstorableStates.includes(adapterFailure(error)?.originalCode ?? '');
}

/** Tells whether a removal failed because other rows still need the row. Its transaction is over. */
export function isReferenced(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2003';
}

/** Tells whether a write failed because another row has the value that must be unique. Its transaction is over. */
export function isTaken(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';
}
