import { Factory } from '@/prisma/factories/factory';
import { testNow } from './fixed-clock';
import { testDb } from './test-db';

/** Returns a factory on this worker's database that makes its rows at `testNow`. One for each test: its counters start at 1. */
export function testFactory(): Factory {
  return new Factory(testDb(), { now: testNow });
}
