/** Names the place to browsers that know the Reporting API. */
export const reportingEndpoints: string;

/** Ends every policy. */
export const reportDirectives: string;
