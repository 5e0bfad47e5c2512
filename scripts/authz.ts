/*
 * npm run authz: who may call what, from the router itself. Fails on a procedure that declares nothing, and on one that
 * writes without a bound on how often.
 */

import { scopeOf } from '@/server/trpc/api-key-procedures';
import {
  callers,
  type DeclaredProcedure,
  declaredProcedures,
  isAdmitted,
} from '@/server/trpc/declared-procedures';
import { textTable } from './table';

function careOf({ meta }: DeclaredProcedure): string {
  const marks = [
    ...(meta?.needsRecentProof === true ? ['recent proof'] : []),
    ...(meta?.isOwnActOnly === true ? ['own act'] : []),
  ];
  return marks.join(', ');
}

function rowOf(procedure: DeclaredProcedure): string[] {
  const { path, type, meta } = procedure;
  const who = meta?.who;
  const cells = callers.map((caller) => (who === undefined ? '?' : isAdmitted(caller, who) ? '✓' : '·'));
  return [
    path,
    type,
    ...cells,
    who ?? 'undeclared',
    meta?.rate ?? 'undeclared',
    scopeOf(path) ?? '·',
    careOf(procedure),
  ];
}

/** A defect of a procedure's declaration, in words. */
function gapOf({ path, type, meta }: DeclaredProcedure): string | null {
  if (meta === undefined) return `${path} declares nothing about itself`;
  if (type === 'mutation' && meta.rate === 'none') return `${path} writes without a bound on how often`;
  return null;
}

const procedures = declaredProcedures();
const admittedOf = callers.map((caller) =>
  String(procedures.filter(({ meta }) => meta !== undefined && isAdmitted(caller, meta.who)).length),
);
const openToKeys = String(procedures.filter(({ path }) => scopeOf(path) !== null).length);
const header = ['procedure', 'type', ...callers, 'who', 'rate', 'API key', 'care'];
console.info(
  textTable(header, [...procedures.map(rowOf), ['may call', '', ...admittedOf, '', '', openToKeys, '']]),
);

const gaps = procedures.map(gapOf).filter((gap) => gap !== null);
for (const gap of gaps) console.error(`✗ ${gap}`);
const decided = procedures.length * callers.length;
console.info(
  `${procedures.length} procedures × ${callers.length} callers: ${decided} decided, ${openToKeys} open to API keys, ${gaps.length} gaps`,
);
process.exitCode = gaps.length === 0 ? 0 : 1;
