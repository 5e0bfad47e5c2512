import type { Conn, Tx } from '@/server/platform/db';

/** A passkey to be kept. */
export type NewPasskey = {
  readonly id: string;
  readonly userId: string;
  readonly credentialId: string;
  readonly publicKey: Uint8Array<ArrayBuffer>;
  readonly counter: bigint;
  readonly transports: string[];
  readonly isBackedUp: boolean;
  readonly name: string;
  readonly createdAt: Date;
};

/** Stores a passkey; false when the credential is known already, whoever it belongs to. */
export async function insertPasskey(tx: Tx, row: NewPasskey): Promise<boolean> {
  const { count } = await tx.passkey.createMany({ data: [row], skipDuplicates: true });
  return count === 1;
}

/** Reads the passkeys of a person, oldest first. */
export async function selectPasskeys(conn: Conn, userId: string, limit: number) {
  return await conn.passkey.findMany({
    where: { userId },
    select: {
      id: true,
      credentialId: true,
      transports: true,
      name: true,
      isBackedUp: true,
      createdAt: true,
      lastUsedAt: true,
    },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    take: limit,
  });
}

/** Counts the passkeys of a person. */
export async function countPasskeys(conn: Conn, userId: string): Promise<number> {
  return await conn.passkey.count({ where: { userId } });
}

/** Reads a passkey by the name its authenticator gives it. */
export async function selectCredentialById(conn: Conn, credentialId: string) {
  return await conn.passkey.findUnique({
    where: { credentialId },
    select: { id: true, userId: true, publicKey: true, transports: true },
  });
}

/**
 * Notes a use of a passkey; false when its counter did not go up, which a copy of its key gives away (WebAuthn §6.1.1).
 * Authenticators that do not count say zero each time.
 */
export async function claimPasskeyUse(
  tx: Tx,
  id: string,
  use: { readonly counter: bigint; readonly isBackedUp: boolean; readonly at: Date },
): Promise<boolean> {
  const { counter, isBackedUp, at } = use;
  const { count } = await tx.passkey.updateMany({
    where: { id, OR: [{ counter: { lt: counter } }, ...(counter === 0n ? [{ counter: 0n }] : [])] },
    data: { counter, isBackedUp, lastUsedAt: at },
  });
  return count === 1;
}

/** Renames a passkey of a person; false when they have no such passkey. */
export async function updatePasskeyName(
  tx: Tx,
  passkey: { readonly id: string; readonly userId: string },
  name: string,
): Promise<boolean> {
  const { count } = await tx.passkey.updateMany({ where: { ...passkey }, data: { name } });
  return count === 1;
}

/** Removes a passkey of a person; false when they have no such passkey. */
export async function deletePasskey(
  tx: Tx,
  passkey: { readonly id: string; readonly userId: string },
): Promise<boolean> {
  const { count } = await tx.passkey.deleteMany({ where: { ...passkey } });
  return count === 1;
}
