import { expect, test } from 'vitest';
import { missingOptional, platformOf } from './complete-lock';

test('reads the platform from a name', () => {
  expect(platformOf('@esbuild/linux-arm64')).toEqual({ os: 'linux', cpu: 'arm64' });
  expect(platformOf('@swc/core-win32-x64-msvc')).toEqual({ os: 'win32', cpu: 'x64' });
  expect(platformOf('@biomejs/cli-linux-x64-musl')).toEqual({ os: 'linux', cpu: 'x64', libc: 'musl' });
  expect(platformOf('left-pad')).toEqual({});
});

test('names exactly the optional packages of known platforms that are nowhere in the lockfile', () => {
  const optionalDependencies = {
    'tool-darwin-arm64': '1.0.0',
    'tool-linux-x64': '1.0.0',
    fsevents: '^2.0.0',
  };
  const packages = { 'node_modules/tool': { optionalDependencies }, 'node_modules/tool-linux-x64': {} };
  expect(Object.keys(missingOptional(packages))).toEqual(['node_modules/tool-darwin-arm64']);
});
