import { expect, it } from 'vitest';
import { outcomeOfFailure } from './text-failure';

it.each([
  ['platform/offline', 'later', false],
  ['platform/internal', 'later', false],
  ['platform/unauthenticated', 'later', true],
  ['platform/invalid_input', 'refused', true],
  ['courses/not_found', 'refused', true],
] as const)('after %s a text is saved: %s', (code, kind, isTold) => {
  const failure = { code, details: {} };
  expect(outcomeOfFailure(failure)).toEqual({ kind, failure: isTold ? failure : null });
});
