import { serveTrpc } from '@/server/trpc/serve';

/** All procedures over HTTP: batches, streams and live subscriptions. */
export { serveTrpc as GET, serveTrpc as POST };
