import { describe, expect, it } from 'vitest';
import { textFlaws } from './text-flaws';

describe('a text', () => {
  it.each([
    ['![](/media/a.svg)', { lacksAlt: true }],
    ['![](/media/a.svg?w=1&h=2&alt=none)', { lacksAlt: false }],
    ['![ ][a]\n\n[a]: /media/a.svg', { lacksAlt: true }],
    ['![A hive](/media/a.svg) `![](x)`', { lacksAlt: false }],
    ['## One\n\n#### Three', { skipsHeading: true }],
    ['### One\n\n#### Two\n\n## Back\n\n### Again', { skipsHeading: false }],
    ['```\n## One\n#### Three\n```', { skipsHeading: false, lacksAlt: false }],
  ])('is looked through: %j', (markdown, flaws) => {
    expect(textFlaws(markdown)).toMatchObject(flaws);
  });
});
