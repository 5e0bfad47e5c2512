import { serveStream } from '@/server/wiring/serve-stream';

/** The playlists of videos and recordings. */
export { serveStream as GET };
