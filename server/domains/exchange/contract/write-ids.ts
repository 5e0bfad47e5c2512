import { isMap, parseDocument } from 'yaml';
import type { MissingId } from './read';

/** Puts the fields of a front matter, or of a whole YAML file, through a change; everything else stays as it is. */
function withYaml(path: string, text: string, change: (yaml: string) => string): string {
  if (!path.endsWith('.md')) return change(text);
  const found = /^(\uFEFF?---\r?\n)([\s\S]*?)(---(?:\r?\n|$))/.exec(text);
  if (found === null) return text;
  const [whole, begin = '', front = '', end = ''] = found;
  return `${begin}${change(front)}${end}${text.slice(whole.length)}`;
}

function atTop(yaml: string, id: string): string {
  const isPlain = /^[A-Za-z]/.test(yaml);
  if (isPlain) return `id: ${id}\n${yaml}`;
  return within(yaml, [{ path: [], id }]);
}

function within(yaml: string, missing: readonly Pick<MissingId, 'path' | 'id'>[]): string {
  const document = parseDocument(yaml);
  for (const { path, id } of missing) {
    const node: unknown = path.length === 0 ? document.contents : document.getIn(path, true);
    if (isMap(node)) node.items.unshift(document.createPair('id', id));
  }
  return document.toString({ lineWidth: 0 });
}

/**
 * Returns the files of a folder that have to get ids, with them: at the top of a file by a line of its own, so that nothing else of
 * it changes; within the questions of a quiz with their comments kept.
 */
export function writeIds(
  texts: ReadonlyMap<string, string>,
  missing: readonly MissingId[],
): ReadonlyMap<string, string> {
  const changed = new Map<string, string>();
  for (const file of new Set(missing.map((one) => one.file))) {
    const own = missing.filter((one) => one.file === file);
    const [top] = own.filter(({ path }) => path.length === 0);
    const inner = own.filter(({ path }) => path.length > 0);
    const text = withYaml(file, texts.get(file) ?? '', (yaml) => {
      const named = inner.length === 0 ? yaml : within(yaml, inner);
      return top === undefined ? named : atTop(named, top.id);
    });
    changed.set(file, text);
  }
  return changed;
}
