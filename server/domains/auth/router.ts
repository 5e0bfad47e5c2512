import { acceptInvitation } from '@/server/domains/auth/commands/accept-invitation';
import { addApiKey, revokeApiKey } from '@/server/domains/auth/commands/api-keys';
import {
  confirmEmailChange,
  findPendingEmail,
  requestEmailChange,
  withdrawEmailChange,
} from '@/server/domains/auth/commands/change-email';
import { changePassword } from '@/server/domains/auth/commands/change-password';
import { endOneSession, endOtherSessions } from '@/server/domains/auth/commands/end-sessions';
import { linkIdentity, removeIdentity } from '@/server/domains/auth/commands/identities';
import { requestMagicLink } from '@/server/domains/auth/commands/magic-link';
import { requestPasskey } from '@/server/domains/auth/commands/passkey-sign-in';
import {
  addPasskey,
  offerPasskey,
  removePasskey,
  renamePasskey,
} from '@/server/domains/auth/commands/passkeys';
import { register } from '@/server/domains/auth/commands/register';
import { requestReset, resetPassword } from '@/server/domains/auth/commands/reset-password';
import {
  confirmSecondFactor,
  offerSecondFactor,
  removeSecondFactor,
  renewRecoveryCodes,
} from '@/server/domains/auth/commands/second-factor';
import * as contract from '@/server/domains/auth/contract';
import * as apiKeys from '@/server/domains/auth/contract/api-keys';
import * as identities from '@/server/domains/auth/contract/identities';
import * as passkeys from '@/server/domains/auth/contract/passkeys';
import { findSecondFactor } from '@/server/domains/auth/queries/find-factors';
import { findViewer } from '@/server/domains/auth/queries/find-viewer';
import { listApiKeys } from '@/server/domains/auth/queries/list-api-keys';
import { describeIdentityOffer, listIdentities } from '@/server/domains/auth/queries/list-identities';
import { listPasskeys } from '@/server/domains/auth/queries/list-passkeys';
import { listSessions } from '@/server/domains/auth/queries/list-sessions';
import { identityProviders } from '@/server/domains/auth/rules/identity-providers';
import { relyingPartyOf } from '@/server/domains/auth/rules/relying-party';
import { env } from '@/server/platform/env';
import { anyone, router, signedIn } from '@/server/trpc/procedures';

const withSecret = <C extends object>(ctx: C) => ({ ...ctx, secret: env().AUTH_SECRET });

const withSite = <C extends object>(ctx: C) => ({ ...ctx, site: relyingPartyOf(env().APP_URL) });

const withProviders = <C extends object>(ctx: C) => ({
  ...ctx,
  providers: identityProviders(env()).map(({ id }) => id),
});

/** What changes how somebody comes in is theirs alone, and asks who they are once more. */
const sensitive = { isOwnActOnly: true, needsRecentProof: true } as const;

/** How people get an account and prove who they are. Signing in itself is next-auth's: `app/api/auth`. */
export const authRouter = router({
  viewer: anyone('none')
    .output(contract.viewer.nullable())
    .query(async ({ ctx }) => await findViewer(ctx)),
  register: anyone('signIn')
    .input(contract.registerInput)
    .output(contract.mailSent)
    .mutation(async ({ ctx, input }) => await register(withSecret(ctx), input)),
  requestReset: anyone('mail')
    .input(contract.requestResetInput)
    .output(contract.mailSent)
    .mutation(async ({ ctx, input }) => await requestReset(withSecret(ctx), input)),
  resetPassword: anyone('signIn')
    .input(contract.resetPasswordInput)
    .output(contract.resetPasswordResult)
    .mutation(async ({ ctx, input }) => await resetPassword(withSecret(ctx), input)),
  requestMagicLink: anyone('mail')
    .input(contract.requestMagicLinkInput)
    .output(contract.mailSent)
    .mutation(async ({ ctx, input }) => await requestMagicLink(withSecret(ctx), input)),
  acceptInvitation: anyone('signIn')
    .input(contract.acceptInvitationInput)
    .output(contract.resetPasswordResult)
    .mutation(async ({ ctx, input }) => await acceptInvitation(withSecret(ctx), input)),
  changePassword: signedIn('signIn', { isOwnActOnly: true })
    .input(contract.changePasswordInput)
    .output(contract.resetPasswordResult)
    .mutation(async ({ ctx, input }) => await changePassword(ctx, input)),
  sessions: signedIn('none', { isOwnActOnly: true })
    .output(contract.sessionList)
    .query(async ({ ctx }) => await listSessions(ctx)),
  endSession: signedIn('write', { isOwnActOnly: true })
    .input(contract.bySession)
    .output(contract.endedSessions)
    .mutation(async ({ ctx, input }) => await endOneSession(ctx, input)),
  endOtherSessions: signedIn('write', { isOwnActOnly: true })
    .output(contract.endedSessions)
    .mutation(async ({ ctx }) => await endOtherSessions(ctx)),
  secondFactor: signedIn('none', { isOwnActOnly: true })
    .output(contract.secondFactor)
    .query(async ({ ctx }) => await findSecondFactor(ctx)),
  offerSecondFactor: signedIn('signIn', sensitive)
    .output(contract.offeredFactor)
    .mutation(async ({ ctx }) => await offerSecondFactor(withSecret(ctx))),
  confirmSecondFactor: signedIn('signIn', sensitive)
    .input(contract.byCode)
    .output(contract.recoveryCodes)
    .mutation(async ({ ctx, input }) => await confirmSecondFactor(withSecret(ctx), input)),
  removeSecondFactor: signedIn('signIn', sensitive)
    .output(contract.factorOff)
    .mutation(async ({ ctx }) => await removeSecondFactor(withSecret(ctx))),
  renewRecoveryCodes: signedIn('signIn', sensitive)
    .output(contract.recoveryCodes)
    .mutation(async ({ ctx }) => await renewRecoveryCodes(withSecret(ctx))),
  pendingEmail: signedIn('none', { isOwnActOnly: true })
    .output(contract.pendingEmail)
    .query(async ({ ctx }) => await findPendingEmail(ctx)),
  requestEmailChange: signedIn('mail', sensitive)
    .input(contract.changeEmailInput)
    .output(contract.mailSent)
    .mutation(async ({ ctx, input }) => await requestEmailChange(withSecret(ctx), input)),
  confirmEmailChange: anyone('signIn')
    .input(contract.confirmEmailInput)
    .output(contract.emailConfirmation)
    .mutation(async ({ ctx, input }) => await confirmEmailChange(withSecret(ctx), input)),
  withdrawEmailChange: signedIn('write', { isOwnActOnly: true })
    .output(contract.emailWithdrawn)
    .mutation(async ({ ctx }) => await withdrawEmailChange(ctx)),
  requestPasskey: anyone('write')
    .output(passkeys.passkeyRequest)
    .mutation(async ({ ctx }) => await requestPasskey(withSecret(withSite(ctx)))),
  passkeys: signedIn('none', { isOwnActOnly: true })
    .output(passkeys.passkeyList)
    .query(async ({ ctx }) => await listPasskeys(ctx)),
  offerPasskey: signedIn('signIn', sensitive)
    .output(passkeys.passkeyOffer)
    .mutation(async ({ ctx }) => await offerPasskey(withSite(ctx))),
  addPasskey: signedIn('signIn', sensitive)
    .input(passkeys.addPasskeyInput)
    .output(passkeys.passkeyWritten)
    .mutation(async ({ ctx, input }) => await addPasskey(withSite(ctx), input)),
  renamePasskey: signedIn('write', { isOwnActOnly: true })
    .input(passkeys.renamePasskeyInput)
    .output(passkeys.passkeyWritten)
    .mutation(async ({ ctx, input }) => await renamePasskey(ctx, input)),
  removePasskey: signedIn('write', sensitive)
    .input(passkeys.byPasskey)
    .output(passkeys.passkeyWritten)
    .mutation(async ({ ctx, input }) => await removePasskey(withProviders(ctx), input)),
  apiKeys: signedIn('none', { isOwnActOnly: true })
    .output(apiKeys.apiKeyList)
    .query(async ({ ctx }) => await listApiKeys(ctx)),
  addApiKey: signedIn('signIn', sensitive)
    .input(apiKeys.addApiKeyInput)
    .output(apiKeys.apiKeyMade)
    .mutation(async ({ ctx, input }) => await addApiKey(ctx, input)),
  revokeApiKey: signedIn('write', { isOwnActOnly: true })
    .input(apiKeys.byApiKey)
    .output(apiKeys.byApiKey)
    .mutation(async ({ ctx, input }) => await revokeApiKey(ctx, input)),
  identityProviders: anyone('none')
    .output(identities.identityProviderList)
    .query(() => ({ items: [...identityProviders(env())] })),
  identities: signedIn('none', { isOwnActOnly: true })
    .output(identities.identityList)
    .query(async ({ ctx }) => await listIdentities(ctx, identityProviders(env()))),
  identityOffer: anyone('none')
    .input(identities.byOffer)
    .output(identities.identityOffer)
    .query(
      async ({ ctx, input }) => await describeIdentityOffer(withSecret(ctx), input, identityProviders(env())),
    ),
  linkIdentity: signedIn('signIn', sensitive)
    .input(identities.byOffer)
    .output(identities.identityWritten)
    .mutation(async ({ ctx, input }) => await linkIdentity(withSecret(ctx), input)),
  removeIdentity: signedIn('write', sensitive)
    .input(identities.byIdentity)
    .output(identities.identityWritten)
    .mutation(async ({ ctx, input }) => await removeIdentity(withProviders(ctx), input)),
});
