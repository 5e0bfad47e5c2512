import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { framedOrigins } from '@/server/platform/page-cache/policy.mjs';
import { embedFor } from './embeds';

const published = 'd/e/2PACX-1vRdkYyfQ0000000000000000000000000';

describe('an address', () => {
  it.each([
    ['https://youtu.be/dQw4w9WgXcQ?t=1m5s', 'https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?start=65'],
    [
      'https://www.youtube.com/watch?list=x&v=dQw4w9WgXcQ',
      'https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ',
    ],
    ['https://www.youtube.com/shorts/dQw4w9WgXcQ/', 'https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ'],
    ['https://vimeo.com/76979871', 'https://player.vimeo.com/video/76979871?dnt=1'],
    ['https://vimeo.com/76979871/8272103f6e', 'https://player.vimeo.com/video/76979871?dnt=1&h=8272103f6e'],
    ['https://codepen.io/someone/pen/abcDEF', 'https://codepen.io/someone/embed/abcDEF?default-tab=result'],
    [
      `https://docs.google.com/presentation/${published}/pub?start=false`,
      `https://docs.google.com/presentation/${published}/pubembed`,
    ],
    [
      `https://docs.google.com/document/${published}/pub`,
      `https://docs.google.com/document/${published}/pub?embedded=true`,
    ],
    [
      'https://www.figma.com/file/abcdefghijkl/Name?node-id=1%3A2',
      'https://embed.figma.com/design/abcdefghijkl?node-id=1-2&embed-host=lyceum',
    ],
    [
      'https://www.geogebra.org/m/cxws4aeb',
      'https://www.geogebra.org/material/iframe/id/cxws4aeb/border/dddddd',
    ],
    ['https://www.desmos.com/calculator/abcdef1234', 'https://www.desmos.com/calculator/abcdef1234?embed'],
  ])('is shown: %s', (address, embedUrl) => {
    expect(embedFor(address)?.embedUrl).toBe(embedUrl);
  });

  it('that people open is shown as the same thing', () => {
    for (const address of ['https://youtu.be/dQw4w9WgXcQ?t=65', 'https://vimeo.com/76979871/8272103f6e']) {
      const shown = embedFor(address);
      expect(embedFor(shown?.pageUrl ?? '')).toEqual(shown);
      expect(embedFor(shown?.embedUrl ?? '')).toEqual(shown);
    }
  });

  it.each([
    'https://www.youtube.com/',
    'https://www.youtube.com/watch?v=short',
    'https://www.youtube.com.evil.test/watch?v=dQw4w9WgXcQ',
    'https://evil.test/https://youtu.be/dQw4w9WgXcQ',
    'https://youtu.be@evil.test/dQw4w9WgXcQ',
    'https://user:pass@youtu.be/dQw4w9WgXcQ',
    'https://youtu.be:8443/dQw4w9WgXcQ',
    'http://youtu.be/dQw4w9WgXcQ',
    'javascript:alert(1)//youtu.be/dQw4w9WgXcQ',
    'https://vimeo.com/76979871/"onload=alert(1)',
    'https://codepen.io/a/pen/b/c',
    'https://docs.google.com/document/d/2PACX-1vRdkYyfQ0000000000000000000000000/edit',
    'https://www.figma.com/community/abcdefghijkl',
    'https://www.geogebra.org/calculator',
    'https://www.desmos.com/calculator',
    'data:text/html,<script>alert(1)</script>',
    '//youtu.be/dQw4w9WgXcQ',
    '',
  ])('only leads somewhere: %j', (address) => {
    expect(embedFor(address)).toBeNull();
  });

  it('brings nothing of itself into a frame, whatever it says', () => {
    const host = fc.constantFrom(
      ...['www.youtube.com', 'youtu.be', 'vimeo.com', 'codepen.io', 'docs.google.com', 'www.figma.com'],
      ...['www.geogebra.org', 'www.desmos.com'],
    );
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom(
        ...['watch', 'pen', 'embed', 'd', 'document', 'e', 'pub', 'm', 'calculator', 'file', 'video', '..'],
        ...['abcdefghijk', '76979871', '?v=abcdefghijk', '"onload="', '%2f%2e%2e', published],
      ),
    );
    fc.assert(
      fc.property(host, fc.array(piece, { maxLength: 6 }), (name, pieces) => {
        const shown = embedFor(`https://${name}/${pieces.join('/')}`);
        if (shown === null) return;
        expect(framedOrigins).toContain(new URL(shown.embedUrl).origin);
        expect(shown.embedUrl).toMatch(/^https:\/\/[\w./?=&-]+$/);
      }),
      { numRuns: 3_000 },
    );
  });
});
