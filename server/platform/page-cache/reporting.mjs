/** Where browsers send what broke a policy. */
const reportPath = '/api/csp-reports';

/** Names the place to browsers that know the Reporting API. */
export const reportingEndpoints = `csp="${reportPath}"`;

/** Ends every policy: `report-uri` for browsers that do not know `report-to`; those that do leave it alone. */
export const reportDirectives = `report-uri ${reportPath}; report-to csp`;
