import fc from 'fast-check';
import { toJsxRuntime } from 'hast-util-to-jsx-runtime';
import { Fragment, jsx, jsxs } from 'react/jsx-runtime';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { markdownAttacks as attacks } from '@/test/markdown-attacks';
import type { Placement } from './anchors';
import type { HastRoot } from './hast';
import type { MarkdownLabels } from './labels';
import { inlineMarkdownTree, markdownTree } from './tree';

const labels: MarkdownLabels = {
  callout: { note: 'Note', tip: 'Tip', important: 'Important', warning: 'Warning', caution: 'Caution' },
  footnotes: 'Footnotes',
  backToText: (number) => `Back ${number}`,
  linkToSection: (title) => `Link: ${title}`,
  table: (number) => `Table ${number}`,
  formula: 'Formula',
};

const place: Placement = { topHeading: 2, idPrefix: '', locale: 'en' };

const toHtml = (tree: HastRoot) =>
  renderToStaticMarkup(toJsxRuntime(tree, { Fragment, jsx, jsxs, tableCellAlignToStyle: false }));

async function render(source: string, placement: Partial<Placement> = {}): Promise<string> {
  return toHtml(await markdownTree(source, labels, { ...place, ...placement }));
}

const inline = async (source: string) => toHtml(await inlineMarkdownTree(source));

/** What no output may hold, whatever went in: elements that act, handlers, and addresses that run. */
const danger = [
  /<(script|style|iframe|object|embed|form|base|meta|link|svg|button|textarea|template)\b/i,
  // MathML is made of formulas, and of nothing in it that acts or leads anywhere.
  /<(maction|semantics|annotation|annotation-xml|mglyph|mlabeledtr)\b/i,
  /<m\w+[^>]*\s(href|xlink:href|src|actiontype|id)=/i,
  /<[^>]*\son\w+\s*=/i,
  /<img[^>]*src="(?!\/media\/)/i,
  /<img[^>]*src="[^"]*\.\./i,
];

/** The schemes of all addresses, as a browser reads them on a page of ours; one it cannot read leads nowhere. */
const schemesOf = (html: string): string[] =>
  [...html.matchAll(/\b(?:href|src)="([^"]*)"/g)].flatMap(([, value = '']) => {
    const address = value.replaceAll('&quot;', '"').replaceAll('&#x27;', "'").replaceAll('&amp;', '&');
    return URL.canParse(address, 'https://lyceum.test/en/')
      ? [new URL(address, 'https://lyceum.test/en/').protocol]
      : [];
  });

const isHarmless = (scheme: string): boolean => ['http:', 'https:', 'mailto:'].includes(scheme);

/** Attribute values are escaped, so that what stands in one cannot look like a tag or an attribute of its own. */
const withoutValues = (html: string) =>
  html.replaceAll(/="[^"]*"/g, (all) => (/^="[a-z/#]/i.test(all) ? all.replaceAll(/\s/g, '_') : '=""'));

describe('safety', () => {
  it('is tried with a hundred attacks and more, no two alike', () => {
    expect(new Set(attacks).size).toBe(attacks.length);
    expect(attacks.length).toBeGreaterThanOrEqual(100);
  });

  it.each(attacks)('defuses %j', async (source) => {
    for (const html of [await render(source), await inline(source)]) {
      expect(schemesOf(html).filter((scheme) => !isHarmless(scheme))).toEqual([]);
      for (const pattern of danger) expect(withoutValues(html)).not.toMatch(pattern);
    }
  });

  it('defuses any mixture of attacks', async () => {
    const pieces = fc.array(fc.oneof(fc.constantFrom(...attacks), fc.string()), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(pieces, fc.constantFrom('\n\n', ' ', ''), async (parts, glue) => {
        const html = await render(parts.join(glue));
        expect(schemesOf(html).filter((scheme) => !isHarmless(scheme))).toEqual([]);
        for (const pattern of danger) expect(withoutValues(html)).not.toMatch(pattern);
      }),
      { numRuns: 60 },
    );
  });

  it('gives headings no id that a part of the page has', async () => {
    expect(await render('# main')).toContain('<h2 id="s-main">');
  });
});

describe('headings', () => {
  it('begin where the page needs them and leave no level out', async () => {
    const html = await render('# A\n\n### B\n\n#### C\n\n# D', { topHeading: 3 });
    expect([...html.matchAll(/<(h\d) id="([^"]*)"/g)].map(([, level, id]) => [level, id])).toEqual([
      ['h3', 's-a'],
      ['h4', 's-b'],
      ['h5', 's-c'],
      ['h3', 's-d'],
    ]);
  });

  it('have ids of their own, in any script, and a link to themselves', async () => {
    const html = await render('## Años y días\n\n## Años y días\n\n## مرحبا', { idPrefix: 'q1-' });
    expect(html).toContain('id="q1-s-años-y-días"');
    expect(html).toContain('id="q1-s-años-y-días-2"');
    expect(html).toContain('id="q1-s-مرحبا"');
    expect(html).toContain('aria-label="Link: مرحبا"');
  });
});

describe('code', () => {
  it('is coloured in both palettes and can be reached by keyboard', async () => {
    const html = await render('```ts\nconst a = "x";\n```');
    expect(html).toMatch(/<pre class="shiki" tabindex="0" data-language="ts">/);
    expect(html).toMatch(/--shiki-light:#[0-9A-F]+;--shiki-dark:#[0-9A-F]+[^>]*>const</i);
    expect(html).not.toContain('background');
  });

  it.each(['ts', 'js', 'sql', 'bash', 'html', 'css', 'python', 'json', 'yaml', 'c#', 'java', 'rust'])(
    'knows %s',
    async (language) => {
      const html = await render(`\`\`\`${language}\nselect "one" # 1 'two' {"a": 1} <b c="d">\n\`\`\``);
      expect(new Set(html.match(/--shiki-light:#\w+/g)).size).toBeGreaterThan(1);
    },
  );

  it.each(['text', 'cobol', ''])('shows %j plain and unchanged', async (language) => {
    expect(await render(`\`\`\`${language}\na < b && "c"\n\`\`\``)).toContain(
      'a &lt; b &amp;&amp; &quot;c&quot;',
    );
  });
});

describe('formulas', () => {
  it('are MathML, in a line and in blocks', async () => {
    expect(await render('So $x^2$ is.')).toBe(
      '<p>So <math><msup><mi>x</mi><mn class="tml-sml-pad">2</mn></msup></math> is.</p>',
    );
    for (const source of ['$$\nx\n$$', '$$x$$', '```math\nx\n```']) {
      expect(await render(source)).toMatch(
        /^<div class="maths"><math display="block"[^>]*>.*<mi>x<\/mi>.*<\/div>$/,
      );
    }
    expect(await inline('Is $x$?')).toBe('Is <math><mi>x</mi></math>?');
  });

  it('that may be wide scroll, by keyboard too', async () => {
    expect(await render(`$$\n${'x + '.repeat(20)}x\n$$`)).toMatch(
      /^<div class="maths" role="group" tabindex="0" aria-label="Formula">/,
    );
  });

  it.each(['$5 and $10', 'US$ 5 or $6', '$HOME and $PATH', '\\$x$', '$ x $'])(
    'are not made of %j',
    async (source) => {
      expect(await render(source)).not.toContain('<math');
    },
  );

  it('that are wrong stay as they were written', async () => {
    expect(await render('A $\\frac{1$ b')).toBe('<p>A <code>\\frac{1</code> b</p>');
    expect(await render('$$\n\\frac{1\n$$')).toContain('\\frac{1');
    expect(await render('$\\def\\a{\\a\\a}\\a$')).toContain('<code>');
  });

  it('are none where somebody wrote MathML', async () => {
    expect(await render('<math><mi>x</mi></math>')).not.toContain('<math');
  });
});

describe('what other sites let be shown', () => {
  it('stands as a link with the address of its frame', async () => {
    expect(await render('https://youtu.be/dQw4w9WgXcQ')).toBe(
      '<figure class="embed" data-embed="/api/embeds?url=https%3A%2F%2Fyoutu.be%2FdQw4w9WgXcQ&amp;title=YouTube" ' +
        'data-ratio="16 / 9" data-site="YouTube"><a href="https://youtu.be/dQw4w9WgXcQ" ' +
        'rel="noopener noreferrer">YouTube</a></figure>',
    );
    const address = 'https://youtu.be/dQw4w9WgXcQ';
    expect(await render(`[${address}](${address} "A dance")`)).toContain('>A dance</a></figure>');
  });

  it.each([
    'See https://youtu.be/dQw4w9WgXcQ',
    '[A dance](https://youtu.be/dQw4w9WgXcQ)',
    'https://example.test/',
    '[https://youtu.be/dQw4w9WgXcQ](https://evil.test/)',
  ])('is a link like any other: %s', async (source) => {
    expect(await render(source)).not.toContain('<figure');
  });
});

describe('pictures', () => {
  it('have their dimensions, load late, and take their title as caption', async () => {
    expect(await render('![A pile](/media/images/a.svg?w=640&h=360 "Grouped")')).toBe(
      '<figure><img src="/media/images/a.svg" alt="A pile" width="640" height="360" loading="lazy" decoding="async"/>' +
        '<figcaption>Grouped</figcaption></figure>',
    );
  });

  it('leave their words where they may not be shown', async () => {
    expect(await render('before ![A pile](https://elsewhere.test/a.png) after')).toBe(
      '<p>before A pile after</p>',
    );
  });
});

describe('blocks', () => {
  it('makes a callout of a marked quote and leaves others alone', async () => {
    expect(await render('> [!WARNING]\n> Mind *the* gap.')).toMatch(
      /^<div class="callout" data-kind="warning" role="note" aria-label="Warning"><p class="callout-title">Warning<\/p>\s*<p>Mind <em>the<\/em> gap\.<\/p>\s*<\/div>$/,
    );
    expect(await render('> Only said.')).toMatch(/^<blockquote>/);
    expect(await render('> [!SHOUT]\n> Only said.')).toMatch(/^<blockquote>/);
  });

  it('lets tables scroll, by keyboard too', async () => {
    const html = await render('| a | b |\n|---|--:|\n| 1 | 2 |');
    expect(html).toContain(
      '<div class="table-scroll" role="group" tabindex="0" aria-label="Table 1"><table>',
    );
    expect(html).toContain('<td align="right">2</td>');
  });

  it('joins footnotes with their place, apart from those of another text', async () => {
    const html = await render('A[^x].\n\n[^x]: Because.', { idPrefix: 'q2-' });
    expect(html).toContain('href="#q2-note-fn-x"');
    expect(html).toContain('id="q2-note-fnref-x"');
    expect(html).toContain('aria-describedby="q2-footnote-label"');
    expect(html).toContain('<h2 class="sr-only" id="q2-footnote-label">Footnotes</h2>');
    expect(html).toContain('<li id="q2-note-fn-x">');
    expect(html).toContain('href="#q2-note-fnref-x"');
  });

  it('names the boxes of tasks', async () => {
    expect(await render('- [x] Read it')).toMatch(
      /<input type="checkbox" disabled="" aria-label="Read it" checked=""\/>/,
    );
  });

  it('keeps links inside the platform in the language, and gives strangers no hold', async () => {
    const html = await render('[a](/courses) [b](/es/courses) [c](https://example.test) [d](/media/x.pdf)', {
      locale: 'ar',
    });
    expect(html).toContain('href="/ar/courses"');
    expect(html).toContain('href="/es/courses"');
    expect(html).toContain('href="https://example.test" rel="noopener noreferrer"');
    expect(html).toContain('href="/media/x.pdf"');
  });
});

describe('one line', () => {
  it('keeps emphasis and code, and the words of everything else', async () => {
    expect(await inline('`a < b` and *not* [here](https://example.test) ![no](/media/x.png)')).toBe(
      '<code>a &lt; b</code> and <em>not</em> here ',
    );
    expect(await inline('# Title')).toBe('Title');
  });
});
