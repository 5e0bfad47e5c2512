/** Where Inngest registers and calls the durable functions. */
export { GET, POST, PUT } from '@/inngest/serve';
