import { SKIP, visit } from 'unist-util-visit';
import { element, type HastElement, type HastRoot, isElement, wordsOf } from './hast';
import { setMaths } from './maths';

const isFormula = (node: HastElement): boolean =>
  node.tagName === 'code' && [node.properties['className']].flat().includes('language-math');

/** A longer formula may be wider than a phone; a shorter one needs no stop of the Tab key. */
const mayScroll = 40;

function blockOf(source: string, label: string): HastElement | null {
  const set = setMaths(source, true);
  if (set.kind === 'wrong') return null;
  const scrolls = source.length > mayScroll ? { role: 'group', tabIndex: 0, ariaLabel: label } : {};
  return element('div', { className: ['maths'], ...scrolls }, [set.tree]);
}

/** Sets formulas as MathML, in a line and in blocks (`$$`, or a fence of `math`); one that is wrong stays as its source. */
export function setFormulas(tree: HastRoot, label: string): void {
  visit(tree, 'element', (node, index, parent) => {
    if (parent === undefined || index === undefined) return;
    const [inner] = node.children;
    const isBlock = node.tagName === 'pre' && isElement(inner, 'code') && isFormula(inner);
    if (isBlock) {
      const made = blockOf(wordsOf(node).trim(), label);
      if (made !== null) parent.children[index] = made;
      return SKIP;
    }
    if (!isFormula(node)) return;
    const set = setMaths(wordsOf(node), false);
    if (set.kind === 'set') parent.children[index] = set.tree;
    else node.properties = {};
    return SKIP;
  });
}
