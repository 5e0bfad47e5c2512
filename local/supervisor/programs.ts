import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { build, stop } from 'esbuild';
import { rootDir } from './checkout';

/** Arguments of `node` for each long-running program of ours. */
export interface StackPrograms {
  readonly hub: readonly string[];
  readonly workflows: readonly string[];
}

const sources = { hub: 'local/hub/main.ts', workflows: 'local/inngest/main.ts' } as const;
const outputDir = join(rootDir, '.cache/local');

/** These programs wait for requests most of their time: a small young generation halves their memory and costs them nothing. */
const nodeFlags = ['--max-semi-space-size=2', '--enable-source-maps'];

/**
 * Compiles the programs into one JavaScript file each and says how to run them. Loading TypeScript at run time instead
 * would keep a compiler in the memory of every process, some 50 MB each.
 */
export async function preparePrograms(): Promise<StackPrograms> {
  const { outputFiles } = await build({
    absWorkingDir: rootDir,
    entryPoints: sources,
    outdir: outputDir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: 'linked',
    write: false,
  });
  // Its compiler is a process of its own, which nobody needs any longer.
  await stop();
  for (const file of outputFiles) replaceFile(file.path, file.contents);
  const run = (name: keyof typeof sources) => [...nodeFlags, join(outputDir, `${name}.mjs`)];
  return { hub: run('hub'), workflows: run('workflows') };
}

/** In one step: another stack of this checkout may be starting from the same file. */
function replaceFile(file: string, content: Uint8Array): void {
  mkdirSync(dirname(file), { recursive: true });
  const draft = join(dirname(file), `.${process.pid}-${basename(file)}`);
  writeFileSync(draft, content);
  renameSync(draft, file);
}
