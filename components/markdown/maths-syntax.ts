import { mathFromMarkdown, mathToMarkdown } from 'mdast-util-math';
import { math } from 'micromark-extension-math';
import type { Construct, Extension, State, Tokenizer } from 'micromark-util-types';
import type { Plugin } from 'unified';

const dollar = 36;
const backslash = 92;

const isSpace = (code: number | null): boolean => code === null || code < 0 || code === 32;
const isEol = (code: number | null): boolean => code !== null && code >= -5 && code <= -3;
const isDigit = (code: number | null): boolean => code !== null && code >= 48 && code <= 57;

/*
 * `$x$` within a line. Prices stay prices, by the rule of Pandoc: what opens has no space behind it, what closes none before it
 * and no digit behind it, and between them stands no other dollar unless it is escaped. `$$x$$` within a line is the same.
 */
const tokenize: Tokenizer = (effects, ok, nok) => {
  let opened = 0;
  let closed = 0;
  let isAfterSpace = false;
  const open: State = (code) => {
    if (code === dollar) {
      opened += 1;
      effects.consume(code);
      return open;
    }
    if (opened > 2 || isSpace(code)) return nok(code);
    effects.exit('mathTextSequence');
    effects.enter('mathTextData');
    return data(code);
  };
  const line: State = (code) => {
    if (code === null || isEol(code)) return nok(code);
    effects.enter('mathTextData');
    return data(code);
  };
  const escaped: State = (code) => {
    if (code === null || isEol(code)) return data(code);
    isAfterSpace = isSpace(code);
    effects.consume(code);
    return data;
  };
  const data: State = (code) => {
    if (code === null) return nok(code);
    if (isEol(code)) {
      isAfterSpace = true;
      effects.exit('mathTextData');
      effects.enter('lineEnding');
      effects.consume(code);
      effects.exit('lineEnding');
      return line;
    }
    if (code === dollar) {
      if (isAfterSpace) return nok(code);
      effects.exit('mathTextData');
      effects.enter('mathTextSequence');
      return close(code);
    }
    isAfterSpace = isSpace(code);
    effects.consume(code);
    return code === backslash ? escaped : data;
  };
  const close: State = (code) => {
    if (code === dollar) {
      closed += 1;
      effects.consume(code);
      return close;
    }
    if (closed !== opened || (closed === 1 && isDigit(code))) return nok(code);
    effects.exit('mathTextSequence');
    effects.exit('mathText');
    return ok(code);
  };
  return (code) => {
    effects.enter('mathText');
    effects.enter('mathTextSequence');
    return open(code);
  };
};

const mathText: Construct = {
  name: 'mathText',
  tokenize,
  previous(code) {
    return code !== dollar || this.events.at(-1)?.[1].type === 'characterEscape';
  },
};

const syntax: Extension = { flow: math().flow ?? {}, text: { [dollar]: mathText } };

type FromMarkdown = ReturnType<typeof mathFromMarkdown>;
type Handle = NonNullable<NonNullable<FromMarkdown['exit']>[keyof NonNullable<FromMarkdown['exit']>]>;
type Root = Parameters<NonNullable<FromMarkdown['transforms']>[number]>[0];
type Parent = Extract<Root | Root['children'][number], { children: unknown }>;

const hastOf = (value: string, kind: 'inline' | 'display') => ({
  hName: 'code',
  hProperties: { className: ['language-math', `math-${kind}`] },
  hChildren: [{ type: 'text' as const, value }],
});

const exitMathText: Handle = function (token) {
  const line = this.resume().replaceAll(/\s*\n\s*/g, ' ');
  // As in code: what stands for a bar inside a cell is a bar.
  const isInTable = 'inTable' in this.data && this.data.inTable === true;
  const value = isInTable ? line.replaceAll(/\\([\\|])/g, (all, sign) => (sign === '|' ? '|' : all)) : line;
  const node = this.stack.at(-1);
  if (node?.type !== 'inlineMath') return;
  node.value = value;
  node.data = hastOf(value, this.sliceSerialize(token).startsWith('$$') ? 'display' : 'inline');
  this.exit(token);
};

/** `$$x$$` that stands alone is a block, as writers at GitHub expect. */
function raiseDisplays(parent: Parent): void {
  // The box of a task stands in a paragraph.
  const boxed = parent.type === 'listItem' && typeof parent.checked === 'boolean' ? 0 : -1;
  for (const [index, node] of parent.children.entries()) {
    const isAlone = node.type === 'paragraph' && node.children.length === 1 && index !== boxed;
    const only = isAlone ? node.children[0] : undefined;
    if (only?.type === 'inlineMath' && JSON.stringify(only.data).includes('math-display')) {
      const { hName: tagName, hProperties: properties, hChildren: children } = hastOf(only.value, 'display');
      const code = { type: 'element' as const, tagName, properties, children };
      parent.children[index] = {
        ...{ type: 'math', value: only.value, meta: null },
        data: { hName: 'pre', hChildren: [code] },
      };
    } else if ('children' in node) raiseDisplays(node);
  }
}

const read = mathFromMarkdown();
const written = mathToMarkdown();

/** What stands between two dollars must not end before its end. */
function inlineSource(value: string, isInTable: boolean): string {
  const line = value.replaceAll(/\s+/g, ' ').trim();
  const escaped = line.replaceAll(/\\.|\$/g, (found) => (found === '$' ? '\\$' : found));
  const source = escaped.replace(/(?<!\\)((?:\\\\)*)\\$/, '$1').trim();
  if (!isInTable) return source;
  // A bar would end the cell; an escaped one is another sign in TeX, which has a name too.
  const named = source.replaceAll(/\\./g, (found) => (found === '\\|' ? '\\Vert ' : found)).trim();
  return named.replaceAll('|', '\\|');
}

type Write = NonNullable<NonNullable<ReturnType<typeof mathToMarkdown>['handlers']>['inlineMath']>;

const writeInline: Write = (node: { value: string }, _parent, state, info) => {
  const source = inlineSource(node.value, state.stack.includes('tableCell'));
  if (source === '') return '';
  const fence = /^\d/.test(info.after) ? '$$' : '$';
  return fence + source + fence;
};

const toMarkdown: ReturnType<typeof mathToMarkdown> = {
  unsafe: [
    { character: '$', inConstruct: 'phrasing' },
    { atBreak: true, character: '$', after: '\\$' },
  ],
  handlers: { ...written.handlers, inlineMath: Object.assign(writeInline, { peek: () => '$' }) },
};

/** Reads and writes maths in Markdown: `$…$` in a line, `$$` around a block. */
export const remarkMaths: Plugin = function () {
  const data = this.data();
  data.micromarkExtensions = [...(data.micromarkExtensions ?? []), syntax];
  data.fromMarkdownExtensions = [
    ...(data.fromMarkdownExtensions ?? []),
    { ...read, exit: { ...read.exit, mathText: exitMathText }, transforms: [raiseDisplays] },
  ];
  data.toMarkdownExtensions = [...(data.toMarkdownExtensions ?? []), toMarkdown];
};
