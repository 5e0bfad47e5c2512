import { type Document, isMap, LineCounter, type Node, parseDocument, stringify } from 'yaml';
import type { z } from 'zod';
import type { FileProblem, Place, ProblemCode } from './problems';
import { similarWord } from './similar';

type Path = readonly PropertyKey[];

/** A YAML text that was read, with where everything in it stands. */
export type YamlFile = {
  readonly value: Readonly<Record<string, unknown>>;
  /** Where a value stands; the nearest thing around it when it is not there. */
  readonly placeOf: (path: Path) => Place;
  readonly problem: (path: Path, code: ProblemCode, values?: FileProblem['values']) => FileProblem;
};

/** Names for other names for the same thing could blow up a small file; nobody needs them here. */
const parsing = { maxAliasCount: 0, strict: true, uniqueKeys: true, prettyErrors: false } as const;

function offsetOf(document: Document.Parsed, path: Path): number {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const [parentPath, key] = [path.slice(0, depth - 1), path[depth - 1]];
    const parent: unknown = parentPath.length === 0 ? document.contents : document.getIn(parentPath, true);
    if (isMap<Node, Node>(parent)) {
      const pair = parent.items.find((item) => String(item.key) === String(key));
      if (pair?.key.range != null) return pair.key.range[0];
      continue;
    }
    const node: unknown = document.getIn(path.slice(0, depth), true);
    const { range } = Object(node);
    if (Array.isArray(range) && typeof range[0] === 'number') return range[0];
  }
  return document.contents?.range?.[0] ?? 0;
}

/**
 * Reads a YAML text that is a map.
 *
 * @param firstLine the line of the file in which the text begins.
 * @returns the file, or what is wrong with it.
 */
export function readYaml(
  file: string,
  text: string,
  firstLine = 1,
): { readonly yaml: YamlFile } | { readonly problems: FileProblem[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { ...parsing, lineCounter: lines });
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(1, line) + firstLine - 1, column: Math.max(1, col) };
  };
  if (document.errors.length > 0) {
    const problems = document.errors.map(({ pos, message }) => ({
      ...at(pos[0]),
      code: 'yaml_broken' as const,
      values: { reason: message.split('\n')[0] ?? '' },
    }));
    return { problems };
  }
  const value: unknown = plainOf(document);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { problems: [{ ...at(0), code: 'not_a_map', values: {} }] };
  }
  const placeOf = (path: Path) => at(offsetOf(document, path));
  return {
    yaml: {
      value: { ...value },
      placeOf,
      problem: (path, code, values = {}) => ({ ...placeOf(path), code, values }),
    },
  };
}

/** An alias is no value here, and stands for nothing. */
function plainOf(document: Document.Parsed): unknown {
  try {
    return document.toJS({ maxAliasCount: 0 });
  } catch {
    return null;
  }
}

/** Writes a map as YAML in one way; what is undefined is left out. */
export function writeYaml(value: object): string {
  const present = Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined));
  return stringify(present, { lineWidth: 0, blockQuote: 'literal', defaultStringType: 'PLAIN' });
}

const nameOf = (path: Path): string => String(path.findLast((part) => typeof part === 'string') ?? '');

type Issue = z.core.$ZodIssue;

/** Says what a schema refuses in the words of our problems. */
function toProblem(yaml: YamlFile, issue: Issue): FileProblem {
  const { path } = issue;
  const field = nameOf(path);
  const isMissing = issue.input === undefined && valueAt(yaml.value, path) === undefined;
  if (isMissing && issue.code !== 'too_small') return yaml.problem(path, 'field_missing', { field });
  switch (issue.code) {
    case 'invalid_type':
      return yaml.problem(path, 'wrong_type', { field, expected: issue.expected });
    case 'invalid_value':
      return yaml.problem(path, 'not_one_of', { field, options: issue.values.map(String).join(', ') });
    case 'too_big':
      return yaml.problem(path, 'too_long', { field, limit: Number(issue.maximum) });
    case 'too_small':
      return yaml.problem(path, 'too_short', { field, limit: Number(issue.minimum) });
    default:
      return yaml.problem(path, 'wrong_form', { field });
  }
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((at, key) => (at == null ? undefined : Reflect.get(Object(at), key)), value);
}

/** Returns what a schema makes of a file, or everything that is wrong with it, a mistyped key with the one that was meant. */
export function checkYaml<Schema extends z.ZodObject>(
  yaml: YamlFile,
  schema: Schema,
): { readonly value: z.infer<Schema> } | { readonly problems: FileProblem[] } {
  const parsed = schema.safeParse(yaml.value);
  if (parsed.success) return { value: parsed.data };
  const problems = parsed.error.issues.flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys') return [toProblem(yaml, issue)];
    const known = keysAt(schema, issue.path);
    return issue.keys.map((key) => {
      const like = similarWord(key, known);
      const path = [...issue.path, key];
      return like === null
        ? yaml.problem(path, 'key_unknown', { key })
        : yaml.problem(path, 'key_unknown_like', { key, like });
    });
  });
  return { problems };
}

/** The keys a schema knows where an issue is: at its top, or of the things in its lists. */
function keysAt(schema: z.ZodObject, path: Path): string[] {
  let at: unknown = schema;
  for (const key of path) {
    at = typeof key === 'number' ? Reflect.get(Object(unwrap(at)), 'element') : shapeOf(at)[String(key)];
  }
  return Object.keys(shapeOf(at));
}

function unwrap(schema: unknown): unknown {
  const inner: unknown = Reflect.get(Object(Reflect.get(Object(schema), 'def')), 'innerType');
  return inner === undefined ? schema : unwrap(inner);
}

function shapeOf(schema: unknown): Record<string, unknown> {
  const shape: unknown = Reflect.get(Object(unwrap(schema)), 'shape');
  return typeof shape === 'object' && shape !== null ? { ...shape } : {};
}
