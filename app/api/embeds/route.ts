import { serveEmbed } from '@/server/wiring/serve-embed';

/** The frame around a page of another site. */
export { serveEmbed as GET };
