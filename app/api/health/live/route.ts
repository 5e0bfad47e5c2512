import { serveLive } from '@/server/wiring/health';

/** Is the process alive? */
export { serveLive as GET };
