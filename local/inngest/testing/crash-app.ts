import pg from 'pg';
import { createTestClient, startTestApp } from './app';
import { crashFunction } from './crash-functions';

const { DATABASE_URL = '', INNGEST_BASE_URL = '', PORT = '0' } = process.env;

const pool = new pg.Pool({ connectionString: DATABASE_URL, max: 4 });
pool.on('error', () => undefined);
pool.on('connect', (client) => client.on('error', () => undefined));
const client = createTestClient('crash', INNGEST_BASE_URL);
const fragile = crashFunction(client, 'crash/go', async (effect) => {
  await pool.query('INSERT INTO effect (run, step, token, given) VALUES ($1, $2, $3, $4)', [
    effect.run,
    effect.step,
    effect.token,
    effect.given,
  ]);
});
await startTestApp(client, [fragile], Number(PORT));
process.stdout.write('"listening"\n');
