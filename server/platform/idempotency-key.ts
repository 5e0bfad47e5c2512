import { z } from 'zod';

/** The optional input field by which a client marks retries of one intention; safe to import from the browser. */
export const idempotencyKey = z.uuid().optional();
