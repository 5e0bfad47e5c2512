import { NextIntlClientProvider } from 'next-intl';
import { getMessages } from 'next-intl/server';
import type { ReactNode } from 'react';
import type { MessageArea } from '@/messages/areas';

/** Properties of {@link ClientMessages}. */
export interface ClientMessagesProps {
  /** The areas that client components below read. */
  readonly areas: readonly MessageArea[];
  readonly children: ReactNode;
}

/**
 * Gives client components the messages of the named areas, and no others: what is listed here is sent to the browser.
 * The area `ui` is always included, because the design system needs it. The innermost provider wins as a whole.
 */
export async function ClientMessages({ areas, children }: ClientMessagesProps) {
  const all = await getMessages();
  const wanted: readonly MessageArea[] = ['ui', ...areas];
  const messages = Object.fromEntries(wanted.map((area) => [area, all[area]]));
  return <NextIntlClientProvider messages={messages}>{children}</NextIntlClientProvider>;
}
