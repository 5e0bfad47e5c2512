'use client';

import { useEffect, useState } from 'react';
import { readThumbnails, type Thumbnail } from './thumbnail-track';

const none: readonly Thumbnail[] = [];

/** Loads the small pictures of a video when they are first wanted; without them there are none, and nothing fails. */
export function useThumbnails(url: string | null, isWanted: boolean): readonly Thumbnail[] {
  const [loaded, setLoaded] = useState<{ url: string; thumbnails: readonly Thumbnail[] } | null>(null);
  useEffect(() => {
    if (url === null || !isWanted || loaded?.url === url) return;
    const stop = new AbortController();
    const load = async () => {
      const answer = await fetch(url, { signal: stop.signal });
      if (answer.ok) setLoaded({ url, thumbnails: readThumbnails(await answer.text(), url) });
    };
    load().catch(() => undefined);
    return () => stop.abort();
  }, [url, isWanted, loaded?.url]);
  return loaded !== null && loaded.url === url ? loaded.thumbnails : none;
}
