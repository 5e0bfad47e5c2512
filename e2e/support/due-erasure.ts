import { Client } from 'pg';

async function asking<T>(work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: process.env['STACK_DATABASE_URL'] });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Lets the week pass that somebody has to think their erasure over; returns how to ask whether they are erased. */
export async function makeErasureDue(email: string): Promise<() => Promise<boolean>> {
  const userId = await asking(async (client) => {
    const { rows } = await client.query<{ user_id: string }>(
      `UPDATE erasures SET due_at = now()
       WHERE user_id = (SELECT id FROM users WHERE email = $1) RETURNING user_id`,
      [email],
    );
    if (rows[0] === undefined) throw new Error(`${email} has not asked to be erased`);
    // What the half-hourly function would say; the sweep hands it over within a minute.
    await client.query(
      `INSERT INTO outbox_events (id, name, data) VALUES (gen_random_uuid(), 'privacy/erasure.due', $1)`,
      [{ userId: rows[0].user_id }],
    );
    return rows[0].user_id;
  });
  return async () =>
    await asking(async (client) => {
      const { rowCount } = await client.query(
        'SELECT 1 FROM erasures WHERE user_id = $1 AND completed_at IS NOT NULL',
        [userId],
      );
      return rowCount === 1;
    });
}
