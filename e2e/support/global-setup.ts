import { startTestedStack, testEnvironment } from '@/scripts/stack';

/** Brings up a stack for the tests and takes it down after them, unless `BASE_URL` names one that runs. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  if (process.env['BASE_URL']) return () => Promise.resolve();
  const stack = await startTestedStack();
  Object.assign(process.env, testEnvironment(stack));
  return () => stack.stop();
}
