import { serveExport } from '@/server/wiring/serve-export';

/** A person's copy of their data. */
export { serveExport as GET };
