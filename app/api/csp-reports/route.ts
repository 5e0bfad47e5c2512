import { serveCspReport } from '@/server/wiring/serve-csp-report';

/** Where browsers report pages that broke their content security policy. */
export { serveCspReport as POST };
