import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import type { SchemaEngine } from '@prisma/schema-engine-wasm/schema_engine_bg';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';
import { EngineAdapterFactory } from './schema-engine-adapter';

let instantiated: Promise<void> | undefined;

/** Wakes the engine as asked, but does not keep the process alive: the engine never clears the timeout of its lock. */
function setUnrefTimeout(callback: () => void, delayMs: number): NodeJS.Timeout {
  return setTimeout(callback, delayMs).unref();
}

/** The package imports its `.wasm` as an ES module, which Node cannot do without a flag; so it is linked by hand. */
async function instantiate(): Promise<void> {
  const entry = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm');
  const bytes = await readFile(join(dirname(entry), 'schema_engine_bg.wasm'));
  const functions = Object.entries(bindings).flatMap(([name, value]) => {
    if (typeof value !== 'function') return [];
    return [[name, name.startsWith('__wbg_setTimeout_') ? setUnrefTimeout : value] as const];
  });
  const imports = { './schema_engine_bg.js': Object.fromEntries(functions) };
  const { instance } = await WebAssembly.instantiate(bytes, imports);
  bindings.__wbg_set_wasm(instance.exports);
  const { __wbindgen_start: start } = instance.exports;
  if (typeof start === 'function') start();
}

/**
 * Runs `work` with Prisma's schema engine connected to `databaseUrl`, and closes its connections afterwards.
 *
 * The engine is Prisma's own, compiled to WebAssembly: no binary is downloaded or spawned.
 *
 * @throws DatabaseError of `pg`, when PostgreSQL refused a script of the engine; else what the engine threw
 */
export async function withSchemaEngine<T>(
  databaseUrl: string,
  work: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  instantiated ??= instantiate();
  await instantiated;
  const factory = new EngineAdapterFactory(databaseUrl);
  try {
    const adapter = bindMigrationAwareSqlAdapterFactory(factory);
    const engine = await bindings.SchemaEngine.new({ datamodels: undefined }, () => undefined, adapter);
    try {
      return await work(engine);
    } finally {
      engine.free();
    }
  } catch (error) {
    throw factory.scriptError ?? error;
  } finally {
    await factory.close();
  }
}
