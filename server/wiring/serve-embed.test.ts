import { describe, expect, it } from 'vitest';
import { serveEmbed } from '@/server/wiring/serve-embed';

const ask = async (url: string, title = 'A film') =>
  await serveEmbed(new Request(`http://localhost:3000/api/embeds?${new URLSearchParams({ url, title })}`));

describe('the frame around a page of another site', () => {
  it('may load from the one place of that page, runs no script of ours, and has a name', async () => {
    const answer = await ask('https://youtu.be/dQw4w9WgXcQ', 'A "film" <b>');
    const html = await answer.text();
    const policy = /<meta http-equiv="content-security-policy" content="([^"]*)">/.exec(html)?.[1] ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain('frame-src https://www.youtube-nocookie.com;');
    expect(policy).not.toContain('script-src');
    expect(html).toContain('src="https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?rel=0"');
    expect(html).toContain('title="A &quot;film&quot; &lt;b&gt;"');
    expect(html).toMatch(/sandbox="allow-scripts [^"]*"/);
    expect(html).not.toContain('allow-top-navigation');
  });

  it.each(['https://evil.example.org/', 'javascript:alert(1)', ''])('does not exist for %j', async (url) => {
    expect((await ask(url)).status).toBe(404);
  });
});
