import type { HastContent } from '@/components/markdown/hast';

const mathMl = 'http://www.w3.org/1998/Math/MathML';

function nodeOf(content: HastContent): Node {
  if (content.type === 'text') return document.createTextNode(content.value);
  if (content.type !== 'element') return document.createTextNode('');
  const made = document.createElementNS(mathMl, content.tagName);
  for (const [name, value] of Object.entries(content.properties)) {
    const text = [value].flat().join(' ');
    if (name === 'className') made.setAttribute('class', text);
    // By the object model: the policy of the page refuses style attributes that scripts write as text.
    else if (name === 'style' && made instanceof MathMLElement) made.style.cssText = text;
    else made.setAttribute(name, text);
  }
  made.append(...content.children.map(nodeOf));
  return made;
}

/**
 * Draws a formula into an element, as learners will see it; what is wrong stays as its source. What sets formulas is loaded
 * with the first one.
 *
 * @returns why it is wrong, or null.
 */
export async function drawFormula(into: HTMLElement, tex: string, isBlock: boolean): Promise<string | null> {
  into.dataset['tex'] = tex;
  const { setMaths } = await import('@/components/markdown/maths');
  // Another formula may have come in the meantime.
  if (into.dataset['tex'] !== tex) return null;
  const set = setMaths(tex, isBlock);
  into.classList.toggle('formula-wrong', set.kind === 'wrong');
  if (set.kind === 'set') into.replaceChildren(nodeOf(set.tree));
  else into.textContent = tex;
  return set.kind === 'wrong' ? set.reason : null;
}
