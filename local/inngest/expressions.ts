import { Environment } from '@marcbachmann/cel-js';
import { isJsonObject, type Json, type JsonObject } from './protocol/json';

const CACHE_LIMIT = 1000;

/** What an expression can see: the event a run started with and, for waits and cancellations, the one that came later. */
export interface Scope {
  event: JsonObject;
  async?: JsonObject;
}

type Program = (scope: JsonObject) => unknown;

function buildEnvironment(): Environment {
  const environment = new Environment({ unlistedVariablesAreDyn: true, homogeneousAggregateLiterals: false });
  // JSON knows one kind of number and CEL keeps two strictly apart; expressions over events expect them to mix.
  const operators: Readonly<Record<string, (a: number, b: number) => number>> = {
    '+': (a, b) => a + b,
    '-': (a, b) => a - b,
    '*': (a, b) => a * b,
    '/': (a, b) => a / b,
    '%': (a, b) => a % b,
  };
  for (const [sign, apply] of Object.entries(operators)) {
    const handler = (a: number | bigint, b: number | bigint) => apply(Number(a), Number(b));
    environment.registerOperator(`double ${sign} int`, handler);
    environment.registerOperator(`int ${sign} double`, handler);
  }
  environment.registerOperator('double % double', (a: number, b: number) => a % b);
  return environment;
}

const environment = buildEnvironment();
const programs = new Map<string, { program: Program; paths: string[][] }>();

function compile(expression: string): { program: Program; paths: string[][] } {
  const known = programs.get(expression);
  if (known) return known;
  const parsed = environment.parse(expression);
  const withoutHas = expression.replace(/\bhas\([^)]*\)/g, '');
  const paths = [...withoutHas.matchAll(/\b(event|async)((?:\.[A-Za-z_]\w*)+)(?!\s*\()/g)].map(
    ([, root = '', members = '']) => [root, ...members.slice(1).split('.')],
  );
  const compiled = { program: (scope: JsonObject) => parsed(scope), paths };
  if (programs.size >= CACHE_LIMIT) programs.clear();
  programs.set(expression, compiled);
  return compiled;
}

/** Copies the objects along a path and sets a member that is not there to null, as the real server reads it. */
function fillMissing(scope: JsonObject, path: readonly string[]): JsonObject {
  const [key, ...rest] = path;
  if (key === undefined) return scope;
  const value = scope[key] ?? null;
  if (rest.length > 0 && !isJsonObject(value)) return scope;
  return { ...scope, [key]: isJsonObject(value) ? fillMissing(value, rest) : value };
}

function evaluate(expression: string, scope: Scope): unknown {
  const { program, paths } = compile(expression);
  let filled: JsonObject = { event: scope.event };
  if (scope.async) filled['async'] = scope.async;
  for (const path of paths) filled = fillMissing(filled, path);
  return program(filled);
}

function lookUp(root: JsonObject | undefined, path: string): Json | undefined {
  let value: Json | undefined = root;
  for (const key of path.split('.')) value = isJsonObject(value) ? value[key] : undefined;
  return value;
}

/** Tells why an expression cannot be used, or null when it can. */
export function expressionProblem(expression: string): string | null {
  try {
    compile(expression);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/**
 * Tells whether a condition holds. A missing condition holds; one that cannot be evaluated does not.
 * `match` conditions (`event.x == async.x`) hold only when the member is there on both sides.
 */
export function holds(expression: string | null | undefined, scope: Scope): boolean {
  if (!expression) return true;
  const match = /^event\.([\w.]+) == async\.([\w.]+)$/.exec(expression);
  if (match?.[1] !== undefined && match[1] === match[2]) {
    const left = lookUp(scope.event, match[1]);
    return left !== undefined && left !== null && left === lookUp(scope.async, match[1]);
  }
  try {
    return evaluate(expression, scope) === true;
  } catch {
    return false;
  }
}

/** Evaluates a key such as `event.data.userId` to text; an absent key is empty, a failing one `null`. */
export function evaluateKey(expression: string | null | undefined, event: JsonObject): string {
  if (!expression) return '';
  try {
    const value = evaluate(expression, { event });
    return typeof value === 'string' ? value : (JSON.stringify(value, bigintAsNumber) ?? 'null');
  } catch {
    return 'null';
  }
}

/** Evaluates a number within bounds, 0 when the expression gives none. */
export function evaluateNumber(
  expression: string | null | undefined,
  event: JsonObject,
  bounds: { min: number; max: number },
): number {
  if (!expression) return 0;
  try {
    const value = evaluate(expression, { event });
    const number = typeof value === 'bigint' || typeof value === 'number' ? Number(value) : 0;
    return Number.isFinite(number) ? Math.min(bounds.max, Math.max(bounds.min, number)) : 0;
  } catch {
    return 0;
  }
}

function bigintAsNumber(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? Number(value) : value;
}
