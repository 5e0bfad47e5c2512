import { mkdirSync, statfsSync } from 'node:fs';
import { isPortFree } from './ports';
import { StartError } from './start-error';

const oldestNode = [20, 19] as const;
/** Room for the database, the seed's media, the build and some work on top. */
const neededBytes = 600_000_000;

/** Refuses a Node.js too old to run Lyceum. @throws StartError */
export function checkNode(version = process.versions.node): void {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor, oldestMinor] = oldestNode;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  throw new StartError(
    `Lyceum needs Node.js ${oldestNode.join('.')} or newer; this is ${version}. See https://nodejs.org/en/download`,
  );
}

/** Refuses to begin on a disk that would be full before the start is through. @throws StartError */
export function checkDisk(directory: string, needed = neededBytes): void {
  mkdirSync(directory, { recursive: true });
  const { bavail, bsize } = statfsSync(directory);
  const free = bavail * bsize;
  if (free >= needed) return;
  const megabytes = (bytes: number) => `${Math.floor(bytes / 1_000_000)} MB`;
  throw new StartError(
    `The disk that holds ${directory} is nearly full: ${megabytes(free)} are free, ${megabytes(needed)} are needed.\nFree some space and start again.`,
  );
}

/** Refuses to begin when something else serves on the port of the site. @throws StartError naming a command that works */
export async function checkWebPort(port: number, command: string): Promise<void> {
  const free = (await isPortFree(port, '127.0.0.1')) && (await isPortFree(port, '0.0.0.0'));
  if (free) return;
  throw new StartError(`Port ${port} is in use. Try PORT=${port + 1} ${command}`);
}
