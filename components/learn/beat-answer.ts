import { z } from 'zod';
import { type StepResult, stepResult } from '@/server/domains/enrollments/contract';

const answer = z.object({ result: z.object({ data: z.object({ json: stepResult }) }) });

/**
 * Reads the server's word on a beat as it comes over the wire.
 *
 * @throws ZodError when it is none
 */
export function readBeatAnswer(body: unknown): StepResult {
  return answer.parse(body).result.data.json;
}
