import { serveAuth } from '@/server/wiring/serve-auth';

/** Sign-in, sign-out and the session, by next-auth. */
export { serveAuth as GET, serveAuth as POST };
