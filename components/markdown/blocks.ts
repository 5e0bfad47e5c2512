import { SKIP, visit } from 'unist-util-visit';
import { element, type HastElement, type HastRoot, isElement, stringOf, text, wordsOf } from './hast';
import { type CalloutKind, calloutKinds, type MarkdownLabels } from './labels';

const marker = new RegExp(`^\\[!(${calloutKinds.join('|')})\\][^\\S\\n]*\\n?`, 'i');

function takeCalloutKind(quote: HastElement): CalloutKind | undefined {
  const paragraph = quote.children.find((child) => child.type === 'element');
  if (!isElement(paragraph, 'p')) return undefined;
  const [first] = paragraph.children;
  if (first?.type !== 'text') return undefined;
  const found = marker.exec(first.value);
  if (found === null) return undefined;
  first.value = first.value.slice(found[0].length);
  if (wordsOf(paragraph).trim() === '') quote.children.splice(quote.children.indexOf(paragraph), 1);
  const kind = found[1]?.toLowerCase();
  return calloutKinds.find((each) => each === kind);
}

/** Turns quotes that begin with `[!NOTE]` and its like into callouts. */
export function makeCallouts(tree: HastRoot, labels: MarkdownLabels): void {
  visit(tree, 'element', (node) => {
    if (node.tagName !== 'blockquote') return;
    const kind = takeCalloutKind(node);
    if (kind === undefined) return;
    node.tagName = 'div';
    node.properties = {
      className: ['callout'],
      dataKind: kind,
      role: 'note',
      ariaLabel: labels.callout[kind],
    };
    node.children.unshift(element('p', { className: ['callout-title'] }, [text(labels.callout[kind])]));
  });
}

/** Puts tables into a box that scrolls by itself and can be reached by keyboard. */
export function wrapTables(tree: HastRoot, labels: MarkdownLabels): void {
  let number = 0;
  visit(tree, 'element', (node, index, parent) => {
    if (node.tagName !== 'table' || parent === undefined || index === undefined) return;
    number += 1;
    const box = { className: ['table-scroll'], role: 'group', tabIndex: 0, ariaLabel: labels.table(number) };
    parent.children[index] = element('div', box, [node]);
    return SKIP;
  });
}

/** Names the boxes of task lists after what stands beside them. */
export function nameTasks(tree: HastRoot): void {
  visit(tree, 'element', (node) => {
    if (node.tagName !== 'li') return;
    const holder = node.children.find((child) => isElement(child, 'p')) ?? node;
    if (holder.type !== 'element') return;
    const box = holder.children.find((child) => isElement(child, 'input'));
    if (isElement(box, 'input')) box.properties['ariaLabel'] = wordsOf(holder).trim().slice(0, 120);
  });
}

// No part of the path begins with a dot, so that it cannot climb out of the store.
const ownPicture = /^\/media(?:\/[\w-][\w.-]*)+(?=\?|$)/;

function dimension(value: string | null): number | undefined {
  const number = Number(value);
  return Number.isInteger(number) && number > 0 && number <= 10_000 ? number : undefined;
}

/*
 * Pictures come from our own store only: one from elsewhere would tell a stranger who reads which lesson, and vanish
 * one day. Its words stay.
 */
function pictureOf(node: HastElement): HastElement | undefined {
  const source = stringOf(node, 'src');
  const path = ownPicture.exec(source)?.[0];
  if (path === undefined) return undefined;
  const query = new URLSearchParams(source.slice(path.length));
  const [width, height] = [dimension(query.get('w')), dimension(query.get('h'))];
  const alt = stringOf(node, 'alt');
  return element('img', { src: path, alt, width, height, loading: 'lazy', decoding: 'async' }, []);
}

function onlyPictureOf(paragraph: HastElement): HastElement | undefined {
  const parts = paragraph.children.filter((child) => child.type !== 'text' || child.value.trim() !== '');
  const [only] = parts;
  return parts.length === 1 && isElement(only, 'img') ? only : undefined;
}

function figureOf(paragraph: HastElement): HastElement | undefined {
  const alone = onlyPictureOf(paragraph);
  const picture = alone && pictureOf(alone);
  if (alone === undefined || picture === undefined) return undefined;
  const title = stringOf(alone, 'title');
  return element(
    'figure',
    {},
    title === '' ? [picture] : [picture, element('figcaption', {}, [text(title)])],
  );
}

/** Gives pictures their dimensions, and those that stand alone a figure with the title as its caption. */
export function makeFigures(tree: HastRoot): void {
  visit(tree, 'element', (node, index, parent) => {
    if (parent === undefined || index === undefined) return;
    const figure = node.tagName === 'p' ? figureOf(node) : undefined;
    if (figure !== undefined) {
      parent.children[index] = figure;
      return SKIP;
    }
    if (node.tagName === 'img') parent.children[index] = pictureOf(node) ?? text(stringOf(node, 'alt'));
    return;
  });
}
