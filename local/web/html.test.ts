import fc from 'fast-check';
import { expect, it } from 'vitest';
import { html } from './html';

it('lets no text become markup, in content or in an attribute', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'<>&"\'ab =/') }), (text) => {
      const { markup } = html`<a title="${text}">${text}</a>`;
      const parsed = /^<a title="([^"<>]*)">([^<>]*)<\/a>$/.exec(markup);
      expect(parsed).not.toBeNull();
      expect(parsed?.[1]).toBe(parsed?.[2]);
    }),
  );
});

it('keeps markup, joins lists and drops what is not there', () => {
  const items = ['a', 'b'].map((text) => html`<li>${text}</li>`);
  expect(html`<ul>${items}${null}${undefined}${false}${0}${[]}</ul>`.markup).toBe(
    '<ul><li>a</li><li>b</li>0</ul>',
  );
});
