import { hash, verify } from '@node-rs/argon2';

/** Parameters of argon2id, the library's default variant: OWASP Password Storage Cheat Sheet, 19 MiB, two passes, one lane. */
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** A hash no password has, so that an unknown address takes as long to refuse as a wrong password. */
const nobody =
  '$argon2id$v=19$m=19456,t=2,p=1$Qssh3HzILRf+4ZKSzt0gyA$EqVcLQ39rdDIvvxBxbEeMF82HTHaqLf805RxhHEbkhM';

/** Hashes a password with argon2id; the result names its parameters. */
export async function hashPassword(password: string): Promise<string> {
  return await hash(password, parameters);
}

/** Tells whether a password fits a stored hash. Without a hash it computes as long and says no. */
export async function isPassword(storedHash: string | null, password: string): Promise<boolean> {
  const fits = await verify(storedHash ?? nobody, password);
  return storedHash !== null && fits;
}
