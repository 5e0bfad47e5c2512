'use client';

import { type RefObject, useEffect, useState } from 'react';

/** Where a video or a recording is, in seconds, and how to go elsewhere in it. */
export function useMediaTime(
  element: RefObject<HTMLMediaElement | null>,
  totalSeconds: number,
): { readonly at: number; readonly seek: (seconds: number) => void } {
  const [at, setAt] = useState(0);
  useEffect(() => {
    const media = element.current;
    if (media === null) return;
    const read = () => setAt(media.currentTime);
    const events = ['timeupdate', 'seeking', 'seeked', 'loadedmetadata'] as const;
    read();
    for (const event of events) media.addEventListener(event, read);
    return () => {
      for (const event of events) media.removeEventListener(event, read);
    };
  }, [element]);
  const seek = (seconds: number) => {
    const wanted = Math.min(Math.max(0, seconds), totalSeconds);
    setAt(wanted);
    if (element.current !== null) element.current.currentTime = wanted;
  };
  return { at, seek };
}
