'use client';

import { createContext, type ReactNode, use } from 'react';
import { DateTime, type DateTimeProps } from './format';

const Zone = createContext<Promise<string> | null>(null);

/** Properties of {@link ReaderZone}. */
export interface ReaderZoneProps {
  /** IANA name; a promise, so that the frame of a page does not wait for who is here. */
  readonly timeZone: Promise<string>;
  readonly children: ReactNode;
}

/** Tells the times below it whose clock to show. */
export function ReaderZone({ timeZone, children }: ReaderZoneProps) {
  return <Zone value={timeZone}>{children}</Zone>;
}

/** Returns the zone the reader has chosen; null on pages that are the same for everybody. Suspends until it is known. */
export function useReaderZone(): string | null {
  const zone = use(Zone);
  return zone === null ? null : use(zone);
}

/** An instant by the reader's clock, on pages that are made for one reader; anywhere else in UTC. */
export function ReaderTime(props: Omit<DateTimeProps, 'timeZone'>) {
  return <DateTime {...props} timeZone={useReaderZone() ?? 'UTC'} />;
}
