import { expect, test } from 'vitest';
import { triggerPatterns } from './matching';

test.each([
  ['app/user.created', ['app/user.created', 'app/*', 'app/user.*']],
  ['api/v1/users', ['api/v1/users', 'api/*', 'api/v1/*']],
  ['user.signed.up', ['user.signed.up', 'user.*', 'user.signed.*']],
  ['simple', ['simple']],
])('%s answers to its name and its wildcards', (name, patterns) => {
  expect(triggerPatterns(name)).toEqual(patterns);
});
