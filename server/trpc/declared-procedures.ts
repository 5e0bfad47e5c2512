import { z } from 'zod';
import { type Role, roles } from '@/server/platform/actor';
import { roleMay } from '@/server/platform/permissions';
import type { ProcedureMeta, Who } from '@/server/trpc/init';
import { appRouter } from '@/server/trpc/root';

/** A procedure as the router has it. */
export type DeclaredProcedure = {
  /** `domain.name`. */
  readonly path: string;
  readonly type: 'query' | 'mutation' | 'subscription';
  /** Undefined when it was not made by a constructor of `procedures.ts`: a defect. */
  readonly meta: ProcedureMeta | undefined;
};

/** Everybody a matrix has a column for: visitors, and people by role. */
export const callers = ['visitor', ...roles] as const;

/** One of {@link callers}. */
export type Caller = (typeof callers)[number];

const procedure = z.object({
  type: z.enum(['query', 'mutation', 'subscription']),
  meta: z.custom<ProcedureMeta | undefined>(),
});
const definition = z.object({
  procedures: z.record(
    z.string(),
    z.custom((one) => typeof one === 'function'),
  ),
});

/** Returns every procedure of the root router with what it declares about itself, in the order of their paths. */
export function declaredProcedures(): DeclaredProcedure[] {
  const { procedures } = definition.parse(Reflect.get(appRouter, '_def'));
  return Object.entries(procedures)
    .map(([path, one]) => ({ path, ...procedure.parse(Reflect.get(Object(one), '_def')) }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Tells whether a caller gets past the door of a procedure; what is behind it is the command's policy. */
export function isAdmitted(caller: Caller, who: Who): boolean {
  if (who === 'anyone') return true;
  if (caller === 'visitor') return false;
  const role: Role = caller;
  return who === 'signed-in' || roleMay(role, who);
}
