import { serveUploads } from '@/server/wiring/serve-uploads';

/** Where uploads begin, and where the service says that they have arrived. */
export { serveUploads as POST };
