import { announceChange } from '@/server/domains/profiles/announce';
import type { OwnProfile, SaveProfileInput } from '@/server/domains/profiles/contract';
import { profileErrors } from '@/server/domains/profiles/errors';
import { getOwnProfile } from '@/server/domains/profiles/queries/own-profile';
import { changeProfile, claimHandle, type HandleRefusal } from '@/server/domains/users';
import { recordAudit } from '@/server/platform/audit/record';
import type { UserContext } from '@/server/platform/context';
import { transact } from '@/server/platform/db';
import { AppError } from '@/server/platform/errors';

const refusals: Readonly<Record<HandleRefusal, keyof typeof profileErrors>> = {
  reserved: 'handle_reserved',
  taken: 'handle_taken',
  changed_often: 'handle_changed_often',
};

/** Names the fields of a profile that are another now. */
function changedFields(before: object, after: object): string[] {
  const old = new Map(Object.entries(before));
  return Object.entries(after).flatMap(([field, value]) =>
    JSON.stringify(old.get(field)) === JSON.stringify(value) ? [] : [field],
  );
}

/**
 * Keeps what the caller says of themselves, all of it or nothing, and has every page that shows it made anew.
 *
 * @throws AppError `profiles/handle_taken`, `profiles/handle_reserved`, `profiles/handle_changed_often`, each with its field; `profiles/not_found`.
 */
export async function saveProfile(ctx: UserContext, input: SaveProfileInput): Promise<OwnProfile> {
  const { userId } = ctx.actor;
  const { handle, ...values } = input;
  await transact(ctx.db, async (tx) => {
    const before = await changeProfile(tx, userId, values);
    if (before === null) throw new AppError(profileErrors.not_found);
    const fields = changedFields(before, input);
    if (fields.length === 0) return;
    if (before.handle !== handle) {
      const claim = { former: before.handle, wanted: handle, now: ctx.clock.now() };
      const refusal = await claimHandle(tx, userId, claim);
      if (refusal !== null) throw new AppError(profileErrors[refusals[refusal]], { field: 'handle' });
    }
    await announceChange(tx, userId, { hasMoved: fields.includes('handle') });
    const subject = { type: 'user', id: userId } as const;
    await recordAudit(tx, ctx, { action: 'profile.changed', subject, after: { fields } });
  });
  return await getOwnProfile(ctx);
}
