import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const rootDir = import.meta.dirname;
const elsewhere = ['**/node_modules/**', '**/.*/**', 'e2e/**', 'prisma/generated/**'];
const withDatabase = { globalSetup: ['test/postgres.global.ts'], testTimeout: 20_000, hookTimeout: 60_000 };

/** A file's suffix decides its project; `npx vitest --project unit` runs one of them (docs/testing.md). */
export default defineConfig({
  resolve: {
    tsconfigPaths: true,
    // Marks modules for the server bundle and refuses to load outside of it; tests are a server.
    alias: { 'server-only': join(rootDir, 'test/server-only.ts') },
  },
  test: {
    root: rootDir,
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['**/*.test.{ts,tsx}'],
          exclude: [...elsewhere, '**/*.{int,contract}.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          ...withDatabase,
          name: 'integration',
          include: ['**/*.int.test.ts'],
          exclude: elsewhere,
          setupFiles: ['test/database.setup.ts'],
        },
      },
      {
        extends: true,
        test: { ...withDatabase, name: 'contract', include: ['**/*.contract.test.ts'], exclude: elsewhere },
      },
    ],
  },
});
