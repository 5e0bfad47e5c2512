/** What an `UPLOADTHING_TOKEN` says. */
export interface LocalToken {
  /** Secret of the application; must start with `sk_`. */
  apiKey: string;
  appId: string;
  /** Host of the ingest without scheme; used only where no `ingestUrl` is configured. */
  ingestHost: string;
}

/** Builds the `UPLOADTHING_TOKEN` that the vendor's client reads: base64 of a JSON object. */
export function makeLocalToken({ apiKey, appId, ingestHost }: LocalToken): string {
  return Buffer.from(JSON.stringify({ apiKey, appId, regions: ['local'], ingestHost })).toString('base64');
}
