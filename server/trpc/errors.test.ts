import { TRPCError } from '@trpc/server';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { AppError, type ErrorKind, errorKinds, platformErrors } from '@/server/platform/errors';
import { toAppError, toPublicError, toTrpcError } from '@/server/trpc/errors';

const kinds = Object.entries(errorKinds).map(([kind, { http }]) => ({ kind, http }));
const isKind = (kind: string): kind is ErrorKind => Object.hasOwn(errorKinds, kind);

describe('error table', () => {
  it.each(kinds)('says $kind as HTTP $http', ({ kind, http }) => {
    if (!isKind(kind)) throw new TypeError(kind);
    const error = toTrpcError(new AppError({ code: `test/${kind}`, kind }));
    // tRPC's own table has one status for forbidden and for a limit, as ours has.
    expect(getHTTPStatusCodeFromError(error)).toBe(http);
    expect(error.message).toBe(`test/${kind}`);
  });

  it('tells a client nothing of an unknown error', () => {
    const secret = new Error('password=hunter2 at db-7.internal');
    for (const thrown of [
      secret,
      'hunter2',
      undefined,
      new TRPCError({ code: 'INTERNAL_SERVER_ERROR', message: 'hunter2', cause: secret }),
      new TRPCError({ code: 'INTERNAL_SERVER_ERROR', message: 'hunter2' }),
      new TRPCError({ code: 'PARSE_ERROR', message: 'hunter2' }),
      new AppError(platformErrors.unavailable, { cause: secret }),
    ]) {
      const known = toPublicError(toAppError(thrown));
      expect(JSON.stringify(known)).not.toMatch(/hunter2|internal\b.*db-7|db-7/);
      expect(JSON.stringify(toTrpcError(toAppError(thrown)).message)).not.toContain('hunter2');
    }
    expect(toAppError(secret).code).toBe('platform/internal');
    expect(toAppError(secret).cause).toBe(secret);
  });

  it('keeps an error of ours whatever it is wrapped in', () => {
    const ours = new AppError({ code: 'test/limit', kind: 'limit_exceeded' }, { details: { limit: 3 } });
    expect(toAppError(new TRPCError({ code: 'INTERNAL_SERVER_ERROR', cause: ours }))).toBe(ours);
    expect(toAppError(toTrpcError(ours))).toBe(ours);
    expect(toPublicError(ours)).toEqual({
      code: 'test/limit',
      kind: 'limit_exceeded',
      details: { limit: 3 },
    });
  });

  it('names the fields of a refused input by their path', () => {
    const schema = z.object({ answers: z.array(z.object({ seq: z.number() })), name: z.string().min(2) });
    const cause = schema.safeParse({ answers: [{ seq: 1 }, { seq: 'x' }], name: 'a' }).error;
    const { code, fields } = toPublicError(toAppError(new TRPCError({ code: 'BAD_REQUEST', cause })));
    expect(code).toBe('platform/invalid_input');
    expect(fields?.map((field) => field.path)).toEqual(['answers.1.seq', 'name']);
    const single = new AppError(platformErrors.invalid_input, { field: 'cursor' });
    expect(toPublicError(single).fields).toEqual([{ path: 'cursor', message: 'platform/invalid_input' }]);
  });

  it('names no field of an answer that did not fit its own schema', () => {
    const cause = z.object({ passwordHash: z.string() }).safeParse({}).error;
    const failed = new TRPCError({
      code: 'INTERNAL_SERVER_ERROR',
      message: 'Output validation failed',
      cause,
    });
    expect(toPublicError(toAppError(failed))).toEqual({
      code: 'platform/internal',
      kind: 'internal',
      details: {},
    });
  });

  it('takes a lost database for a moment to wait, not for a defect', () => {
    const refused = new Error('connect ECONNREFUSED 127.0.0.1:5432');
    expect(toAppError(refused)).toMatchObject({ code: 'platform/unavailable', retryAfterSeconds: 5 });
    const inside = new TRPCError({ code: 'INTERNAL_SERVER_ERROR', cause: refused });
    expect(toAppError(inside).kind).toBe('unavailable');
  });
});
