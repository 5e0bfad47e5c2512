'use client';

import { useEffect, useState } from 'react';

/** Nearer than this to either end, it begins at its beginning, in ms. */
const resumeMarginMs = 5_000;

/** A time within a video or a recording, as players show it. */
export function clock(ms: number): string {
  const seconds = Math.floor(ms / 1_000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** Sets a video or a recording to where it was left, once its length is known; null when it begins at the beginning. */
export function useResume(
  element: React.RefObject<HTMLMediaElement | null>,
  positionMs: number,
  durationMs: number,
): { at: number; startOver: () => void } | null {
  const isInside = positionMs > resumeMarginMs && positionMs < durationMs - resumeMarginMs;
  const [at, setAt] = useState<number | null>(isInside ? positionMs : null);
  const [start] = useState(at);
  useEffect(() => {
    const video = element.current;
    if (video === null || start === null) return;
    const resume = () => {
      video.currentTime = start / 1_000;
    };
    if (video.readyState >= HTMLMediaElement.HAVE_METADATA) return resume();
    video.addEventListener('loadedmetadata', resume, { once: true });
    return () => video.removeEventListener('loadedmetadata', resume);
  }, [element, start]);
  if (at === null) return null;
  return {
    at,
    startOver: () => {
      setAt(null);
      if (element.current === null) return;
      element.current.currentTime = 0;
      element.current.focus();
    },
  };
}
