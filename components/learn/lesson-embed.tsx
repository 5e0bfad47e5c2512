'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { OutLink } from '@/components/ui/link';
import type { PartOf } from '@/server/domains/content/contract/parts';

/** Properties of {@link LessonEmbed}. */
export interface LessonEmbedProps {
  readonly embed: NonNullable<PartOf<'embed'>['embed']>;
}

/**
 * A page of another site. It is asked for once the reader has agreed, because that site then learns that they are here; the
 * link beside it works without scripts, and when the site shows nothing in frames.
 */
export function LessonEmbed({ embed: { site, title, url, frameUrl, ratio } }: LessonEmbedProps) {
  const t = useTranslations('learn');
  const frame = useRef<HTMLIFrameElement>(null);
  const [isAgreed, setAgreed] = useState(false);
  useEffect(() => {
    if (isAgreed) frame.current?.focus();
  }, [isAgreed]);
  return (
    <figure className="mt-6">
      <div
        className="grid w-full overflow-hidden rounded-lg border border-rule bg-sunken"
        style={{ aspectRatio: ratio }}
      >
        {isAgreed ? (
          <iframe ref={frame} src={frameUrl} title={title} allow="fullscreen" className="size-full" />
        ) : (
          <div className="m-auto max-w-reading px-6 py-5 text-center">
            <p className="font-serif text-lg font-semibold text-balance">{title}</p>
            <p className="mt-1 mb-4 text-sm text-ink-muted">{t('embed.privacy', { site })}</p>
            <Button variant="primary" icon={<Icon name="play" />} onClick={() => setAgreed(true)}>
              {t('embed.show', { site })}
            </Button>
          </div>
        )}
      </div>
      <figcaption className="mt-2 text-sm text-ink-muted">
        {t('embed.fallback')} <OutLink href={url}>{t('embed.open', { site })}</OutLink>
      </figcaption>
    </figure>
  );
}
