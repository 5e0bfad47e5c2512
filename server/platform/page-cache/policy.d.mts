/** Returns the hashes of the scripts that stand in a page, as a policy names them. */
export function scriptHashes(html: string): readonly string[];

/** Returns a function from the sources of scripts to the whole policy of a page, for these settings of a process. */
export function policyOf(
  settings: Readonly<Record<string, string | undefined>>,
): (scriptSources: readonly string[]) => string;
