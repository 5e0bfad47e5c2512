/*
 * npm run lock:complete, after every change of dependencies: adds to package-lock.json the optional packages of other
 * platforms that a registry at hand could not describe. Without them `npm ci` refuses the lockfile. `--check` only says
 * whether any is missing.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { rootDir } from './process';

const entrySchema = z.looseObject({
  dev: z.boolean().optional(),
  license: z.unknown().optional(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
});
const lockSchema = z.looseObject({ packages: z.record(z.string(), entrySchema) });
type Packages = z.infer<typeof lockSchema>['packages'];

const systems: Readonly<Record<string, string>> = { windows: 'win32' };
const knownSystems = [
  'android',
  'darwin',
  'linux',
  'win32',
  'freebsd',
  'openbsd',
  'netbsd',
  'sunos',
  'aix',
  'openharmony',
];
const knownCpus = [
  'arm64',
  'x64',
  'ia32',
  'ppc64',
  's390x',
  'riscv64',
  'loong64',
  'arm',
  'wasm32',
  'mips64el',
];

/** Reads from a package's name which machines it is for: `@esbuild/linux-arm64` → linux, arm64. */
export function platformOf(name: string): { os?: string; cpu?: string; libc?: string } {
  const words = (name.split('/').at(-1) ?? '').split(/[-_.]/).map((word) => systems[word] ?? word);
  const os = words.find((word) => knownSystems.includes(word));
  const cpu = words
    .map((word) => (/^arm(v7|hf)$/.test(word) ? 'arm' : word))
    .find((word) => knownCpus.includes(word));
  const isMusl = words.some((word) => word.startsWith('musl'));
  const isGnu = os === 'linux' && words.some((word) => word.startsWith('gnu'));
  return {
    ...(os === undefined ? {} : { os }),
    ...(cpu === undefined ? {} : { cpu }),
    ...(isMusl ? { libc: 'musl' } : isGnu ? { libc: 'glibc' } : {}),
  };
}

/** The places where npm looks for a package that is needed at `at`, nearest first. */
function placesOf(at: string, name: string): string[] {
  const places: string[] = [];
  for (let base = at; ; base = base.slice(0, Math.max(0, base.lastIndexOf('/node_modules/')))) {
    places.push(`${base === '' ? '' : `${base}/`}node_modules/${name}`);
    if (base === '') return places;
  }
}

/** What npm writes down of an optional package, as far as its name and its user tell. */
function entryFor(name: string, version: string, user: Packages[string]): Packages[string] {
  const { os, cpu, libc } = platformOf(name);
  const facts = Object.entries({ cpu, libc, os }).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, [value]]],
  );
  const dev = user.dev === undefined ? {} : { dev: user.dev };
  return { version, ...dev, license: user.license, optional: true, ...Object.fromEntries(facts) };
}

/** Returns the entries that a lockfile lacks, by their place. */
export function missingOptional(packages: Packages): Packages {
  const missing: Packages = {};
  for (const [at, user] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(user.optionalDependencies ?? {})) {
      const { os, cpu } = platformOf(name);
      const isThere = placesOf(at, name).some((place) => place in packages);
      // Only an exact version for a known platform can be written down without asking the registry.
      const isKnown = /^\d/.test(version) && (os !== undefined || cpu === 'wasm32');
      if (!isThere && isKnown) missing[`node_modules/${name}`] = entryFor(name, version, user);
    }
  }
  return missing;
}

function main(isCheck: boolean): number {
  const file = join(rootDir, 'package-lock.json');
  const lock = lockSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  const missing = missingOptional(lock.packages);
  const names = Object.keys(missing);
  if (names.length === 0) return 0;
  if (isCheck) {
    console.error(
      `package-lock.json lacks ${names.length} packages of other platforms. Run: npm run lock:complete`,
    );
    return 1;
  }
  const sorted = Object.entries({ ...lock.packages, ...missing }).sort(([a], [b]) => (a < b ? -1 : 1));
  writeFileSync(file, `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, null, 2)}\n`);
  console.info(`added ${names.length} packages of other platforms`);
  return 0;
}

if (import.meta.url === `file://${process.argv[1]}`)
  process.exitCode = main(process.argv.includes('--check'));
