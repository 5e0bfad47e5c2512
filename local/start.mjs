/*
 * `npm start` and `npm run dev` begin here: compiles `start.ts` into one file and runs it in this very process, so that
 * no compiler stays in memory beside the supervisor. The file has to lie two levels below the root, as its sources do.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

if (!existsSync(here('../node_modules/esbuild/package.json'))) {
  console.error('The dependencies are not installed yet. Run: npm ci');
  process.exit(1);
}

const { build, stop } = await import('esbuild');
const outfile = new URL('../.cache/local/start.mjs', import.meta.url);
await build({
  entryPoints: [here('start.ts')],
  outfile: fileURLToPath(outfile),
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node20',
  logLevel: 'warning',
});
await stop();
await import(outfile.href);
