import { describe, expect, it } from 'vitest';
import { findEmbed } from './embeds';

describe('findEmbed', () => {
  it.each([
    [
      'https://www.youtube.com/watch?v=dQw4w9WgXcQ',
      'https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?rel=0',
    ],
    [
      'https://youtu.be/dQw4w9WgXcQ?si=tracking&t=43s',
      'https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?rel=0&start=43',
    ],
    ['https://m.youtube.com/shorts/dQw4w9WgXcQ', 'https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?rel=0'],
    ['https://vimeo.com/76979871', 'https://player.vimeo.com/video/76979871?dnt=1'],
    ['https://vimeo.com/76979871/8272103f6e', 'https://player.vimeo.com/video/76979871?dnt=1&h=8272103f6e'],
    [`https://www.loom.com/share/${'a1'.repeat(16)}?sid=x`, `https://www.loom.com/embed/${'a1'.repeat(16)}`],
    ['https://codepen.io/ada/pen/abcdEFG', 'https://codepen.io/ada/embed/abcdEFG?default-tab=result'],
    [
      `https://docs.google.com/presentation/d/e/${'2PACX-1v'.repeat(4)}/pub?start=false`,
      `https://docs.google.com/presentation/d/e/${'2PACX-1v'.repeat(4)}/embed`,
    ],
    [
      `https://docs.google.com/document/d/e/${'2PACX-1v'.repeat(4)}/pub`,
      `https://docs.google.com/document/d/e/${'2PACX-1v'.repeat(4)}/pub?embedded=true`,
    ],
    [
      'https://www.figma.com/file/AbCdEf123456/My-file?node-id=1',
      'https://embed.figma.com/design/AbCdEf123456?embed-host=lyceum',
    ],
    ['https://www.geogebra.org/m/abcdefgh', 'https://www.geogebra.org/material/iframe/id/abcdefgh'],
    ['https://www.desmos.com/calculator/abcdefghij', 'https://www.desmos.com/calculator/abcdefghij?embed'],
    [
      '<iframe width="560" src="https://www.youtube.com/embed/dQw4w9WgXcQ?si=x&amp;start=5" title="x"></iframe>',
      'https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?rel=0&start=5',
    ],
  ])('%s', (address, frameUrl) => {
    const found = findEmbed(address);
    expect(found?.frameUrl).toBe(frameUrl);
    expect(new URL(found?.frameUrl ?? '').origin).toBe(found?.frameOrigin);
  });

  it.each([
    'https://evil.example.org/embed/dQw4w9WgXcQ',
    'https://www.youtube.com.evil.example.org/watch?v=dQw4w9WgXcQ',
    'https://user@www.youtube.com/watch?v=dQw4w9WgXcQ',
    'https://www.youtube.com:8443/watch?v=dQw4w9WgXcQ',
    'http://www.youtube.com/watch?v=dQw4w9WgXcQ',
    'https://www.youtube.com/watch?v=../../../x',
    'https://www.youtube.com/redirect?q=https://evil.example.org',
    'https://vimeo.com/76979871"onload="x',
    `https://docs.google.com/document/d/${'2PACX-1v'.repeat(4)}/edit`,
    'https://docs.google.com/forms/d/e/x/viewform',
    'https://codepen.io/ada/pen/%2e%2e',
    '//www.youtube.com/watch?v=dQw4w9WgXcQ',
    'javascript:alert(1)',
    'data:text/html,<script>1</script>',
    '<iframe src="https://evil.example.org/"></iframe>',
    '',
  ])('never %s', (address) => expect(findEmbed(address)).toBeNull());
});
