import { serveMedia } from '@/server/wiring/serve-media';

/** Public pictures of courses and people. */
export { serveMedia as GET };
