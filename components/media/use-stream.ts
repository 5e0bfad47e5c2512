'use client';

import { type RefObject, useEffect, useRef } from 'react';
import { attachStream } from './hls-source';

/** Lets an element play a stream; without one, the element keeps the sources it has. */
export function useStream(
  element: RefObject<HTMLMediaElement | null>,
  url: string | null,
  onFailed: () => void,
): void {
  const latest = useRef(onFailed);
  latest.current = onFailed;
  useEffect(() => {
    if (element.current === null || url === null) return;
    return attachStream(element.current, url, () => latest.current());
  }, [element, url]);
}
