import { NonRetriableError, RetryAfterError } from 'inngest';
import { describe, expect, it } from 'vitest';
import { durably } from '@/inngest/durably';
import { AppError, type ErrorKind, errorKinds } from '@/server/platform/errors';

const failWith = async (error: unknown) =>
  await durably(async () => {
    throw error;
  }).then(
    () => null,
    (thrown: unknown) => thrown,
  );

const isKind = (kind: string): kind is ErrorKind => Object.hasOwn(errorKinds, kind);
const refusals = Object.entries(errorKinds).flatMap(([kind, { retry }]) => (retry ? [] : [kind]));

describe('durable work', () => {
  it('hands its result through', async () => expect(await durably(async () => 7)).toBe(7));

  it.each(refusals)('is not tried again after a refusal: %s', async (kind) => {
    if (!isKind(kind)) throw new TypeError(kind);
    const refused = new AppError({ code: 'test/refused', kind });
    const thrown = await failWith(refused);
    expect(thrown).toBeInstanceOf(NonRetriableError);
    expect(thrown).toMatchObject({ message: 'test/refused', cause: refused });
  });

  it('waits as long as it was asked to', async () => {
    const busy = new AppError({ code: 'test/busy', kind: 'unavailable' }, { retryAfterSeconds: 7 });
    const thrown = await failWith(busy);
    expect(thrown).toBeInstanceOf(RetryAfterError);
    expect(thrown).toMatchObject({ message: 'test/busy', retryAfter: '7', cause: busy });
  });

  it('is tried again soon after everything else', async () => {
    const unknown = new Error('socket hang up');
    expect(await failWith(unknown)).toBe(unknown);
    const unavailable = new AppError({ code: 'test/down', kind: 'unavailable' });
    expect(await failWith(unavailable)).toBe(unavailable);
  });
});
