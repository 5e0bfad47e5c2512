import { UTApi } from 'uploadthing/server';
import { z } from 'zod';

/** Which UploadThing app files go to. The addresses are set only to use a server other than UploadThing's own. */
export type UploadsConfig = {
  readonly token: string;
  readonly apiUrl?: string | undefined;
  readonly ingestUrl?: string | undefined;
  /** Host (and path) that serves files, without scheme. */
  readonly ufsHost?: string | undefined;
};

/** Files that browsers uploaded. Every method rejects within seconds when the service cannot be reached. */
export type UploadsPort = {
  /** Removes files; missing ones are no error. */
  delete(keys: readonly string[]): Promise<void>;
  /** Reads a file whole; null when there is none. @throws when it has more bytes than that */
  read(key: string, maxBytes: number): Promise<Uint8Array | null>;
  /** Where a public file is served; nothing is asked of the service. */
  url(key: string): string;
  /** Resolves when the service answers and knows our key. */
  ping(): Promise<void>;
};

async function readWhole(answer: Response, maxBytes: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of answer.body ?? []) {
    length += piece.length;
    if (length > maxBytes) throw new Error(`The uploaded file has more than ${maxBytes} bytes.`);
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

const TIMEOUT_MS = 10_000;
/** What one call may name. */
const DELETE_BATCH = 500;

const tokenSchema = z.object({ appId: z.string().min(1) });

function appIdOf(token: string): string {
  return tokenSchema.parse(JSON.parse(Buffer.from(token, 'base64').toString('utf8'))).appId;
}

/** The part of the vendor's settings that API and route handler share. */
function vendorConfig({ token, apiUrl, ingestUrl, ufsHost }: UploadsConfig) {
  return {
    token,
    ...(apiUrl === undefined ? {} : { apiUrl }),
    ...(ingestUrl === undefined ? {} : { ingestUrl }),
    ...(ufsHost === undefined ? {} : { ufsHost, ufsAppIdLocation: 'path' as const }),
  };
}

/**
 * Settings for the vendor's `createRouteHandler({ router, config })`.
 *
 * @param callbackUrl - absolute address of that route handler as the service reaches it; without it the vendor
 *   takes the host of the uploader's request
 */
export function uploadRouteConfig(config: UploadsConfig, callbackUrl: string) {
  // One way of calling back everywhere: with `isDev` the vendor would stream callbacks to the server instead.
  // At `Info` the vendor logs presigned addresses.
  return { ...vendorConfig(config), callbackUrl, isDev: false, logLevel: 'Error' as const };
}

/** Makes the uploads port over UploadThing. Connects at first use. @throws when the token cannot be read */
export function createUploads(config: UploadsConfig): UploadsPort {
  const appId = appIdOf(config.token);
  const api = new UTApi({
    ...vendorConfig(config),
    // What fails is thrown; the caller logs it.
    logLevel: 'None',
    fetch: (input, init) => fetch(input, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) }),
  });
  const url = (key: string) => {
    const { ufsHost } = config;
    if (ufsHost === undefined) return `https://${appId}.ufs.sh/f/${key}`;
    // The vendor's own rule for the scheme of its hosts.
    return `${ufsHost.includes('local') ? 'http' : 'https'}://${ufsHost}/a/${appId}/${key}`;
  };
  return {
    url,
    async read(key, maxBytes) {
      const answer = await fetch(url(key), { signal: AbortSignal.timeout(TIMEOUT_MS) });
      if (answer.status === 404) return null;
      if (!answer.ok) throw new Error(`The file host answered ${answer.status}.`);
      return await readWhole(answer, maxBytes);
    },
    async delete(keys) {
      for (let start = 0; start < keys.length; start += DELETE_BATCH) {
        await api.deleteFiles(keys.slice(start, start + DELETE_BATCH));
      }
    },
    async ping() {
      await api.getUsageInfo();
    },
  };
}
