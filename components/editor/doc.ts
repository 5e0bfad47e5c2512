import { z } from 'zod';

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const attrs = z.exactOptional(z.record(z.string(), scalar.catch(null)));
const mark = z.object({ type: z.string(), attrs });

/** A document of the editor, or a part of one, as data. */
export const docNode = z.object({
  type: z.string(),
  attrs,
  text: z.exactOptional(z.string()),
  marks: z.exactOptional(z.array(mark)),
  get content() {
    return z.exactOptional(z.array(docNode));
  },
});

/** @see docNode */
export type DocNode = z.infer<typeof docNode>;
/** Bold, italic, a link: what lies on words. */
export type DocMark = z.infer<typeof mark>;

/** The text of an attribute, or the empty string. */
export function textAttr(node: Pick<DocNode, 'attrs'>, name: string): string {
  const value = node.attrs?.[name];
  return typeof value === 'string' ? value : '';
}

/** The children of a node. */
export function childrenOf(node: DocNode): readonly DocNode[] {
  return node.content ?? [];
}

/** Makes a node; without children it has no `content`, as the editor writes it. */
export function docOf(type: string, content: readonly DocNode[], attrs?: DocNode['attrs']): DocNode {
  return {
    type,
    ...(attrs === undefined ? {} : { attrs }),
    ...(content.length === 0 ? {} : { content: [...content] }),
  };
}
