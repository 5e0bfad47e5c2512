import { NextIntlClientProvider } from 'next-intl';
import type { ReactNode } from 'react';
import { renderToReadableStream } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { TrpcProvider } from '@/components/trpc/provider';
import errors from '@/messages/en/errors.json';
import media from '@/messages/en/media.json';
import player from '@/messages/en/player.json';
import ui from '@/messages/en/ui.json';
import { DocumentPreview } from './document-preview';
import { Transcript } from './transcript';

/** What the server sends. A text that is missing fails the test. */
async function sent(element: ReactNode): Promise<string> {
  const messages = { errors, media, player, ui };
  const onError = (error: unknown) => {
    throw error;
  };
  const stream = await renderToReadableStream(
    <NextIntlClientProvider locale="en" timeZone="UTC" {...{ messages, onError }}>
      <TrpcProvider>{element}</TrpcProvider>
    </NextIntlClientProvider>,
    { onError },
  );
  await stream.allReady;
  return (await new Response(stream).text()).replaceAll('<!-- -->', '');
}

const nowhere = { current: null };

describe('before scripts run', () => {
  it('a transcript is text in its language, line by line, one of which the Tab key stops at', async () => {
    const lines = [
      { startMs: 1_000, endMs: 2_000, text: 'Hola' },
      { startMs: 62_000, endMs: 63_000, text: 'Adiós' },
    ];
    const tracks = [
      { locale: 'es', url: '/es' },
      { locale: 'de', url: '/de' },
    ];
    const html = await sent(
      <Transcript element={nowhere} tracks={tracks} initial={{ locale: 'es', lines }} />,
    );
    expect(html).toContain('lang="es"');
    for (const text of ['Hola', 'Adiós', '0:01', '1:02', 'Spanish', 'German']) expect(html).toContain(text);
    expect(html.match(/<button[^>]*data-line="\d"[^>]*tabindex="0"/g)).toHaveLength(1);
    expect(await sent(<Transcript element={nowhere} tracks={[]} initial={null} />)).not.toContain('<ol');
  });

  it('pages of a document are pictures with words, each a link to its page', async () => {
    const html = await sent(
      <DocumentPreview name="n.pdf" pageCount={5} pagePictures={2} pagesUrl="/p" fileUrl="/f" />,
    );
    expect(html).toContain('alt="Page 2 of 5"');
    expect(html).toContain('src="/p/2.jpg"');
    expect(html).toContain('href="/f#page=2"');
    expect(html).toContain('3 more pages are in the document itself.');
    const none = { pageCount: null, pagePictures: 0, pagesUrl: null };
    expect(await sent(<DocumentPreview name="n.pdf" {...none} fileUrl="/f" />)).toContain('no pictures');
  });
});
