'use client';

import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';

/** Properties of {@link EmbedFrame}. */
export interface EmbedFrameProps {
  readonly embedUrl: string;
  readonly ratio: string;
  /** The words in the reader's language. */
  readonly labels: { readonly show: string; readonly notice: string; readonly frame: string };
  /** The link to the same thing at its own place. */
  readonly children: ReactNode;
}

/**
 * Shows something of another site once the reader asks for it: before that, nobody there learns who reads. Its place has
 * the same size before and after; the focus goes on into the frame.
 */
export function EmbedFrame({ embedUrl, ratio, labels, children }: EmbedFrameProps) {
  const [isShown, setShown] = useState(false);
  const frame = useRef<HTMLIFrameElement>(null);
  useEffect(() => {
    if (isShown) frame.current?.focus();
  }, [isShown]);
  return (
    <figure className="embed">
      <div className="embed-place" style={{ aspectRatio: ratio }}>
        {isShown ? (
          <iframe ref={frame} src={embedUrl} title={labels.frame} allow="fullscreen" />
        ) : (
          <>
            <Button className="embed-button" icon={<Icon name="play" />} onClick={() => setShown(true)}>
              {labels.show}
            </Button>
            <p>{labels.notice}</p>
          </>
        )}
      </div>
      <figcaption>{children}</figcaption>
    </figure>
  );
}
