import { Fragment, Slice } from '@tiptap/pm/model';
import { NodeSelection, TextSelection } from '@tiptap/pm/state';
import { isInTable } from '@tiptap/pm/tables';
import type { EditorView } from '@tiptap/pm/view';
import { fromDom } from 'hast-util-from-dom';
import { findEmbed } from '@/server/domains/content/contract/embeds';
import { fromMarkdown } from '../from-markdown';
import { htmlToMarkdown } from './html-to-markdown';
import { looksLikeMarkdown } from './looks-like-markdown';

/** Longer HTML is left to the editor itself: cleaning it would keep the page busy for long. */
const longestHtml = 3_000_000;

const pictureIn = (data: DataTransfer): File | undefined =>
  [...data.files].find(({ type }) => type.startsWith('image/'));

function parse(html: string): Document {
  // Nothing of an inert document runs or loads.
  return new DOMParser().parseFromString(html, 'text/html');
}

/** Puts Markdown at the cursor; false where it cannot stand. */
function insert(view: EditorView, markdown: string): boolean {
  const { state } = view;
  const nodes = (fromMarkdown(markdown).content ?? []).map((node) => state.schema.nodeFromJSON(node));
  const [first] = nodes;
  const last = nodes.at(-1);
  if (first === undefined || last === undefined) return false;
  if (isInTable(state) && (nodes.length > 1 || first.type.name !== 'paragraph')) return false;
  // Words go on in the line they are put in.
  const open = (type: string) => (type === 'paragraph' ? 1 : 0);
  const slice = new Slice(Fragment.from(nodes), open(first.type.name), open(last.type.name));
  const { tr } = state;
  view.dispatch(tr.replaceSelection(slice).scrollIntoView().setMeta('paste', true));
  return true;
}

function takeHtml(view: EditorView, html: string): boolean {
  const body = fromDom(parse(html).body);
  const markdown = 'children' in body ? htmlToMarkdown(body) : '';
  return markdown !== '' && insert(view, markdown);
}

function takeText(view: EditorView, text: string): boolean {
  const { $from } = view.state.selection;
  const isAlone = $from.parent.type.name === 'paragraph' && $from.parent.content.size === 0;
  const words = text.trim();
  if (isAlone && /^https:\/\/\S+$/.test(words) && findEmbed(words) !== null)
    return insert(view, `<${words}>`);
  return looksLikeMarkdown(text) && insert(view, text);
}

/**
 * Takes what was pasted: a picture is uploaded, HTML is cleaned, and text that is Markdown is read as such. What comes from
 * our own editor, and everything inside code, is left to the editor.
 */
export function takePaste(
  view: EditorView,
  { clipboardData }: ClipboardEvent,
  onPicture: (file: File) => void,
): boolean {
  if (clipboardData === null || view.state.selection.$from.parent.type.spec.code === true) return false;
  const html = clipboardData.getData('text/html');
  const picture = pictureIn(clipboardData);
  // A copied picture comes with HTML around its address; a copied text of Word comes with a picture of itself.
  if (picture !== undefined && (html === '' || (parse(html).body.textContent ?? '').trim() === '')) {
    onPicture(picture);
    return true;
  }
  if (html !== '' && html.length <= longestHtml)
    return !html.includes('data-pm-slice') && takeHtml(view, html);
  return takeText(view, clipboardData.getData('text/plain'));
}

/** Takes a picture that was dropped on the text: its dialog opens where it fell. */
export function takeDrop(view: EditorView, event: DragEvent, onPicture: (file: File) => void): boolean {
  const picture = event.dataTransfer === null ? undefined : pictureIn(event.dataTransfer);
  if (picture === undefined) return false;
  event.preventDefault();
  const at = view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos;
  const { selection, doc } = view.state;
  if (at !== undefined && !(selection instanceof NodeSelection && selection.from === at)) {
    view.dispatch(view.state.tr.setSelection(TextSelection.near(doc.resolve(at))));
  }
  onPicture(picture);
  return true;
}
