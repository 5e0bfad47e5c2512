import { eraseFor, requestErasure } from '@/server/domains/privacy/commands/request-erasure';
import { requestExport } from '@/server/domains/privacy/commands/request-export';
import { setMarketing } from '@/server/domains/privacy/commands/set-marketing';
import { withdrawErasure, withdrawErasureByLink } from '@/server/domains/privacy/commands/withdraw-erasure';
import * as contract from '@/server/domains/privacy/contract';
import { getExportAddress } from '@/server/domains/privacy/queries/find-export';
import { getPrivacyState } from '@/server/domains/privacy/queries/get-state';
import { listConsents } from '@/server/domains/privacy/queries/list-consents';
import { env } from '@/server/platform/env';
import { anyone, permitted, router, signedIn } from '@/server/trpc/procedures';

const sensitive = { needsRecentProof: true, isOwnActOnly: true } as const;

/** What people decide about their own data. */
export const privacyRouter = router({
  consents: signedIn('none')
    .output(contract.consentList)
    .query(async ({ ctx }) => await listConsents(ctx)),
  setMarketing: signedIn('write', { isOwnActOnly: true })
    .input(contract.setMarketingInput)
    .output(contract.consentList)
    .mutation(async ({ ctx, input }) => await setMarketing(ctx, input)),
  state: signedIn('none')
    .output(contract.privacyState)
    .query(async ({ ctx }) => await getPrivacyState(ctx)),
  requestExport: signedIn('mail', sensitive)
    .output(contract.exportView.unwrap())
    .mutation(async ({ ctx }) => await requestExport(ctx)),
  // A mutation, so that it is never fetched ahead and the proof is asked for at the press.
  fetchExport: signedIn('write', sensitive)
    .input(contract.byExport)
    .output(contract.exportAddress)
    .mutation(async ({ ctx, input }) => await getExportAddress(ctx, input)),
  requestErasure: signedIn('mail', sensitive)
    .input(contract.requestErasureInput)
    .output(contract.erasureView.unwrap())
    .mutation(async ({ ctx, input }) => await requestErasure(ctx, input)),
  eraseFor: permitted('people.erase', 'write', sensitive)
    .input(contract.eraseForInput)
    .output(contract.erasureView.unwrap())
    .mutation(async ({ ctx, input }) => await eraseFor(ctx, input)),
  withdrawErasure: signedIn('write', { isOwnActOnly: true })
    .output(contract.withdrawn)
    .mutation(async ({ ctx }) => await withdrawErasure(ctx)),
  withdrawErasureByLink: anyone('signIn')
    .input(contract.withdrawByLinkInput)
    .output(contract.withdrawn)
    .mutation(
      async ({ ctx, input }) => await withdrawErasureByLink({ ...ctx, secret: env().AUTH_SECRET }, input),
    ),
});
