/** An application at an identity provider that speaks OpenID Connect. */
export type OpenIdProvider = {
  readonly id: string;
  /** As people know it. */
  readonly name: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
};

/** What of the settings says where else people can sign in. */
export type IdentitySettings = {
  readonly GITHUB_CLIENT_ID?: string | undefined;
  readonly GITHUB_CLIENT_SECRET?: string | undefined;
  readonly GOOGLE_CLIENT_ID?: string | undefined;
  readonly GOOGLE_CLIENT_SECRET?: string | undefined;
  readonly GOOGLE_ISSUER: string;
  readonly OIDC_PROVIDERS: readonly OpenIdProvider[];
};

/** Returns the OpenID providers that are set up, Google among them. */
export function openIdProviders(settings: IdentitySettings): readonly OpenIdProvider[] {
  const { GOOGLE_CLIENT_ID: clientId, GOOGLE_CLIENT_SECRET: clientSecret } = settings;
  const google = { id: 'google', name: 'Google', issuer: settings.GOOGLE_ISSUER };
  const isGoogle = clientId !== undefined && clientSecret !== undefined;
  return [...(isGoogle ? [{ ...google, clientId, clientSecret }] : []), ...settings.OIDC_PROVIDERS];
}

/** Tells whether people can sign in by GitHub. */
export function hasGitHub(settings: IdentitySettings): boolean {
  return settings.GITHUB_CLIENT_ID !== undefined && settings.GITHUB_CLIENT_SECRET !== undefined;
}

/** Returns where else people can sign in: the id that stands in addresses and rows, and a name to read. */
export function identityProviders(
  settings: IdentitySettings,
): readonly { readonly id: string; readonly name: string }[] {
  const gitHub = hasGitHub(settings) ? [{ id: 'github', name: 'GitHub' }] : [];
  return [...openIdProviders(settings).map(({ id, name }) => ({ id, name })), ...gitHub];
}
