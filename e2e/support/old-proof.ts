import { Client } from 'pg';

/** Lets an hour pass since a person last proved who they are, in every session of theirs. */
export async function letProofGrowOld(email: string): Promise<void> {
  const client = new Client({ connectionString: process.env['STACK_DATABASE_URL'] });
  await client.connect();
  try {
    const { rowCount } = await client.query(
      `UPDATE sessions SET proven_at = proven_at - interval '1 hour'
       WHERE user_id = (SELECT id FROM users WHERE email = $1)`,
      [email],
    );
    if (rowCount === 0) throw new Error(`${email} has no session`);
  } finally {
    await client.end();
  }
}
