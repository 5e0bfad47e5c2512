import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';

const secretsSchema = z.object({
  authSecret: z.string(),
  redisToken: z.string(),
  inngestEventKey: z.string(),
  inngestSigningKey: z.string(),
  s3AccessKeyId: z.string(),
  s3SecretAccessKey: z.string(),
  uploadThingKey: z.string(),
  stripeSecretKey: z.string(),
  stripeWebhookSecret: z.string(),
  identityClientSecret: z.string(),
});

/** What the embedded services and the application prove themselves to each other with; random for each data directory. */
export type Secrets = z.infer<typeof secretsSchema>;

/** Reads the secrets kept in `file`, after making up the ones it lacks; only the owner can read the file. */
export function loadSecrets(file: string): Secrets {
  const kept: unknown = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const known = z.record(z.string(), z.string()).parse(kept);
  const secrets = secretsSchema.parse({ ...makeSecrets(), ...known });
  if (Object.keys(known).length < Object.keys(secrets).length) writePrivately(file, secrets);
  return secrets;
}

function makeSecrets(): Secrets {
  return {
    authSecret: random(32),
    redisToken: random(24),
    inngestEventKey: random(24),
    // Inngest signs with the part after the prefix, read as hexadecimal.
    inngestSigningKey: `signkey-local-${randomBytes(32).toString('hex')}`,
    s3AccessKeyId: `LYCEUM${randomBytes(7).toString('hex').toUpperCase()}`,
    s3SecretAccessKey: random(30),
    uploadThingKey: `sk_live_${randomBytes(32).toString('hex')}`,
    stripeSecretKey: `sk_test_${randomBytes(24).toString('hex')}`,
    stripeWebhookSecret: `whsec_${randomBytes(24).toString('hex')}`,
    identityClientSecret: random(32),
  };
}

function random(bytes: number): string {
  return randomBytes(bytes).toString('base64url');
}

function writePrivately(file: string, secrets: Secrets): void {
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}.part`;
  writeFileSync(draft, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, file);
}
