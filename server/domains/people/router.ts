import { changeRole } from '@/server/domains/people/commands/change-role';
import { checkInvites, sendInvites } from '@/server/domains/people/commands/invite';
import { resendMail } from '@/server/domains/people/commands/resend-mail';
import { restore, suspend } from '@/server/domains/people/commands/suspend';
import * as contract from '@/server/domains/people/contract';
import { findPerson } from '@/server/domains/people/queries/find-person';
import { listPeople } from '@/server/domains/people/queries/list-people';
import { env } from '@/server/platform/env';
import { permitted, router } from '@/server/trpc/procedures';

const withSecret = <C extends object>(ctx: C) => ({ ...ctx, secret: env().AUTH_SECRET });

/** What is done to the accounts of others asks who does it once more. */
const sensitive = { isOwnActOnly: true, needsRecentProof: true } as const;

/** Looking after people's accounts. Acting as somebody else is a sign-in: `app/api/auth`. */
export const peopleRouter = router({
  list: permitted('people.read', 'none')
    .input(contract.listPeopleInput)
    .output(contract.peoplePage)
    .query(async ({ ctx, input }) => await listPeople(ctx, input)),
  find: permitted('people.read', 'none')
    .input(contract.byPerson)
    .output(contract.personDetails)
    .query(async ({ ctx, input }) => await findPerson(ctx, input)),
  suspend: permitted('people.suspend', 'write', sensitive)
    .input(contract.suspendInput)
    .output(contract.personState)
    .mutation(async ({ ctx, input }) => await suspend(ctx, input)),
  restore: permitted('people.suspend', 'write', sensitive)
    .input(contract.byPerson)
    .output(contract.personState)
    .mutation(async ({ ctx, input }) => await restore(ctx, input)),
  changeRole: permitted('people.roles', 'write', sensitive)
    .input(contract.changeRoleInput)
    .output(contract.personState)
    .mutation(async ({ ctx, input }) => await changeRole(ctx, input)),
  resendMail: permitted('people.mail', 'write', { isOwnActOnly: true })
    .input(contract.byPerson)
    .output(contract.mailOrdered)
    .mutation(async ({ ctx, input }) => await resendMail(withSecret(ctx), input)),
  checkInvites: permitted('people.invite', 'write', { isOwnActOnly: true })
    .input(contract.inviteListInput)
    .output(contract.invitePlan)
    .mutation(async ({ ctx, input }) => await checkInvites(withSecret(ctx), input)),
  sendInvites: permitted('people.invite', 'write', sensitive)
    .input(contract.inviteListInput)
    .output(contract.invitePlan)
    .mutation(async ({ ctx, input }) => await sendInvites(withSecret(ctx), input)),
});
