import { connection } from 'next/server';
import { serveReady } from '@/server/wiring/health';

/** Can the process serve people? Asked anew each time. */
export async function GET(): Promise<Response> {
  await connection();
  return await serveReady();
}
