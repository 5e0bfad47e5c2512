/** Who passkeys are made for: the host of the site, and the one address whose pages may ask for them (WebAuthn §4, "Relying Party"). */
export type RelyingParty = { readonly id: string; readonly origin: string; readonly name: string };

/** Returns the relying party of a site by its address. */
export function relyingPartyOf(appUrl: string): RelyingParty {
  const { hostname, origin } = new URL(appUrl);
  return { id: hostname, origin, name: 'Lyceum' };
}
