import { s3Error } from './s3-error';

type XmlScalar = string | number | boolean | null | undefined;

/** What may stand inside an element: text, a number, a flag, or elements. Absent values leave no element. */
export type XmlContent = XmlScalar | XmlFields | readonly (XmlScalar | XmlFields)[];

/** Child elements by name; an array repeats the element. */
export type XmlFields = { readonly [name: string]: XmlContent };

function escapeText(text: string): string {
  // Control characters are not allowed in XML 1.0, so S3 sends them as references too.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these must be escaped
  return text.replace(/[<>&'"\u0000-\u001f]/g, (character) => `&#${character.charCodeAt(0)};`);
}

function isList(content: XmlContent): content is readonly (XmlScalar | XmlFields)[] {
  return Array.isArray(content);
}

function element(name: string, content: XmlContent): string {
  if (content === null || content === undefined) return '';
  if (isList(content)) return content.map((item) => element(name, item)).join('');
  if (typeof content !== 'object') return `<${name}>${escapeText(String(content))}</${name}>`;
  return `<${name}>${children(content)}</${name}>`;
}

function children(fields: XmlFields): string {
  return Object.entries(fields)
    .map(([name, content]) => element(name, content))
    .join('');
}

/** A whole XML document in S3's namespace. */
export function xmlDocument(root: string, fields: XmlFields): string {
  const namespace = root === 'Error' ? '' : ' xmlns="http://s3.amazonaws.com/doc/2006-03-01/"';
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root}${namespace}>${children(fields)}</${root}>`;
}

/** A parsed element: its child elements in order, and its text when it has none. */
export type XmlNode = { readonly name: string; readonly children: readonly XmlNode[]; readonly text: string };

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescapeText(text: string): string {
  return text.replace(/&(?:#(\d+)|#x([0-9a-fA-F]+)|(\w+));/g, (_, decimal, hexadecimal, entity) => {
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
    if (hexadecimal !== undefined) return String.fromCodePoint(Number.parseInt(hexadecimal, 16));
    const character = ENTITIES[entity];
    if (character === undefined) throw s3Error('MalformedXML');
    return character;
  });
}

type OpenNode = { name: string; children: XmlNode[]; text: string };

/** Builds the tree while tokens are read. */
class TreeBuilder {
  readonly #root: OpenNode = { name: '', children: [], text: '' };
  readonly #stack: OpenNode[] = [this.#root];

  get #current(): OpenNode {
    return this.#stack.at(-1) ?? this.#root;
  }

  text(text: string): void {
    this.#current.text += unescapeText(text);
  }

  open(name: string, isEmpty: boolean): void {
    const node: OpenNode = { name, children: [], text: '' };
    this.#current.children.push(node);
    if (!isEmpty) this.#stack.push(node);
  }

  close(name: string): void {
    if (this.#stack.length === 1 || this.#current.name !== name) throw s3Error('MalformedXML');
    this.#stack.pop();
  }

  finish(): XmlNode {
    const [top] = this.#root.children;
    if (this.#stack.length !== 1 || top === undefined) throw s3Error('MalformedXML');
    return top;
  }
}

/**
 * Reads the small documents S3 clients send. Doctypes and CDATA are refused, so entities cannot expand.
 * @throws MalformedXML
 */
export function parseXml(source: string): XmlNode {
  const body = source.replace(/^\uFEFF?\s*<\?xml[^>]*\?>/, '');
  const token = /<(\/?)([A-Za-z][\w:.-]*)(?:\s[^<>]*?)?(\/?)>|([^<]+)/gy;
  const tree = new TreeBuilder();
  let consumed = 0;
  for (let match = token.exec(body); match !== null; match = token.exec(body)) {
    consumed = token.lastIndex;
    const [, slash, name = '', selfClosing, text] = match;
    if (text !== undefined) tree.text(text);
    else if (slash === '/') tree.close(name);
    else tree.open(name, selfClosing === '/');
  }
  if (consumed !== body.length) throw s3Error('MalformedXML');
  return tree.finish();
}

/** The children of that name. */
export function childrenNamed(node: XmlNode, name: string): readonly XmlNode[] {
  return node.children.filter((child) => child.name === name);
}

/** The text of the first child of that name, undefined when there is none. */
export function childText(node: XmlNode, name: string): string | undefined {
  return childrenNamed(node, name)[0]?.text;
}
