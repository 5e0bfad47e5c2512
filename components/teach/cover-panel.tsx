'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { type ChangeEvent, lazy, Suspense, useRef, useState } from 'react';
import { trpc } from '@/components/trpc/client';
import { failureOf } from '@/components/trpc/failure';
import { useFailureText } from '@/components/trpc/use-failure-text';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { CourseCover } from '@/components/ui/course-cover';
import { Dialog } from '@/components/ui/dialog';
import { FieldError } from '@/components/ui/field';
import { Icon } from '@/components/ui/icon';
import { TitledPicture } from '@/components/ui/titled-picture';
import { showToast } from '@/components/ui/toast-queue';
import { coverTypes, mostCoverBytes, type StudioCover } from '@/server/domains/courses/contract';
import { AltFields } from './cover-alt';

const CoverCrop = lazy(async () => ({ default: (await import('./cover-crop')).CoverCrop }));

/** How often it is asked whether a picture is ready. */
const askAgainMs = 1_500;

/** Properties of {@link CoverPanel}. */
export interface CoverPanelProps {
  readonly courseSlug: string;
  readonly title: string;
  readonly initial: StudioCover;
}

/** Tells whether this browser can show a file; the server looks again, at its bytes. */
async function isReadable(file: File): Promise<boolean> {
  try {
    (await createImageBitmap(file)).close();
    return true;
  } catch {
    return false;
  }
}

function useCover(courseSlug: string, initial: StudioCover) {
  const t = useTranslations('studio.cover');
  const failureText = useFailureText();
  const cache = trpc.useUtils();
  const { data: cover } = trpc.courses.cover.useQuery(
    { courseSlug },
    {
      initialData: initial,
      refetchInterval: ({ state: { data } }) =>
        data?.coming != null && !data.coming.isFailed ? askAgainMs : false,
    },
  );
  const after = {
    onSuccess: (next: StudioCover) => cache.courses.cover.setData({ courseSlug }, next),
    onError: (error: unknown) => showToast(failureText(failureOf(error)), { tone: 'danger' }),
  };
  const set = trpc.courses.setCover.useMutation(after);
  const describe = trpc.courses.describeCover.useMutation(after);
  return {
    cover,
    isPending: set.isPending,
    describe: (alt: string) =>
      describe.mutate({ courseSlug, alt }, { onSuccess: () => showToast(t('described')) }),
    refresh: async () => await cache.courses.cover.invalidate({ courseSlug }),
    remove: () => {
      const { assetId, alt } = cover;
      const onUndo = () => set.mutate({ courseSlug, assetId, alt });
      set.mutate(
        { courseSlug, assetId: null, alt: '' },
        { onSuccess: () => showToast(t('removed'), { onUndo }) },
      );
    },
  };
}

function Shown({
  cover: { cover, courseId },
  title,
}: {
  readonly cover: StudioCover;
  readonly title: string;
}) {
  if (cover === null) return <CourseCover id={courseId} className="w-full rounded-md" />;
  return (
    <TitledPicture picture={cover} alt={cover.alt} sizes="24rem" className="rounded-md">
      <span className="font-serif text-lg leading-tight font-semibold">{title}</span>
    </TitledPicture>
  );
}

/** What is known of how words are read over the picture, and what was done about it. */
function Measured({ cover: { cover, contrast } }: { readonly cover: StudioCover }) {
  const t = useTranslations('studio.cover');
  const format = useFormatter();
  if (cover === null || contrast === null) return null;
  const ratio = format.number(contrast, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return (
    <p className="text-sm text-ink-muted">
      {cover.shadePercent === 0
        ? t('readable', { ratio })
        : t('shaded', { ratio, percent: cover.shadePercent })}
    </p>
  );
}

function State({ cover: { coming, cover, isDecorative } }: { readonly cover: StudioCover }) {
  const t = useTranslations('studio.cover');
  const failureText = useFailureText();
  return (
    <>
      <div role="status">
        {coming === null || coming.isFailed ? null : (
          <p className="flex items-center gap-2 text-ink-muted">
            <Icon name="clock" />
            {t('coming')}
          </p>
        )}
      </div>
      {coming?.isFailed ? (
        <Banner tone="danger" isLive>
          {failureText({ code: `media/${coming.failure ?? 'processing_failed'}`, details: {} })}
        </Banner>
      ) : null}
      {cover === null ? (
        <p className="text-ink-muted">{t('none')}</p>
      ) : (
        <p className="text-ink-muted">{isDecorative ? t('isDecorative') : t('shows', { alt: cover.alt })}</p>
      )}
    </>
  );
}

/** The picture of a course: chosen, cut, described, replaced and taken away, which can be undone. */
export function CoverPanel({ courseSlug, title, initial }: CoverPanelProps) {
  const t = useTranslations('studio.cover');
  const failureText = useFailureText();
  const { cover, isPending, describe, refresh, remove } = useCover(courseSlug, initial);
  const [file, setFile] = useState<File | null>(null);
  const [error, setError] = useState<string | null>(null);
  const choose = useRef<HTMLInputElement>(null);
  const chosen = async (event: ChangeEvent<HTMLInputElement>) => {
    const picked = event.target.files?.[0];
    // The same file can be chosen again.
    event.target.value = '';
    if (picked === undefined) return;
    const isTooHeavy = picked.size > mostCoverBytes;
    const isPicture = isTooHeavy || (await isReadable(picked));
    const fault = failureText({ code: 'courses/cover_unreadable', details: {} });
    setError(isTooHeavy ? t('tooHeavy') : isPicture ? null : fault);
    setFile(isTooHeavy || !isPicture ? null : picked);
  };
  return (
    <section id="cover" aria-labelledby="cover-title" className="mb-10 max-w-reading scroll-mt-6">
      <h2 id="cover-title" className="mb-3 font-serif text-lg font-semibold">
        {t('title')}
      </h2>
      <div className="grid items-start gap-x-6 gap-y-4 sm:grid-cols-[18rem_1fr]">
        <Shown cover={cover} title={title} />
        <div className="min-w-0 space-y-3">
          <State cover={cover} />
          <Measured cover={cover} />
          <p className="text-sm text-ink-muted">{t('hint')}</p>
          <input
            ref={choose}
            type="file"
            accept={coverTypes.join(',')}
            onChange={(event) => void chosen(event)}
            aria-label={t('file')}
            className="hidden"
          />
          <div className="flex flex-wrap gap-2">
            <Button size="sm" icon={<Icon name="upload" />} onClick={() => choose.current?.click()}>
              {t(cover.cover === null ? 'choose' : 'replace')}
            </Button>
            {cover.cover === null ? null : (
              <>
                <DescribeButton cover={cover} onDescribe={describe} />
                <Button size="sm" variant="quiet" isPending={isPending} onClick={remove}>
                  {t('remove')}
                </Button>
              </>
            )}
          </div>
          <div aria-live="polite">{error === null ? null : <FieldError>{error}</FieldError>}</div>
        </div>
      </div>
      {file === null ? null : (
        <Suspense>
          <CoverCrop
            {...{ courseSlug, file }}
            alt={cover.alt}
            onClose={() => setFile(null)}
            onSent={() => {
              setFile(null);
              void refresh();
            }}
          />
        </Suspense>
      )}
    </section>
  );
}

function DescribeButton(props: { readonly cover: StudioCover; readonly onDescribe: (alt: string) => void }) {
  const t = useTranslations('studio.cover');
  const [isOpen, setOpen] = useState(false);
  const [alt, setAlt] = useState('');
  const [isDecorative, setDecorative] = useState(false);
  const [isAsked, setAsked] = useState(false);
  const isUnsaid = alt.trim() === '' && !isDecorative;
  const begin = () => {
    setAlt(props.cover.alt);
    setDecorative(props.cover.isDecorative);
    setAsked(false);
    setOpen(true);
  };
  const save = () => {
    setAsked(true);
    if (isUnsaid) return;
    props.onDescribe(isDecorative ? '' : alt.trim());
    setOpen(false);
  };
  return (
    <>
      <Button size="sm" onClick={begin}>
        {t('describe')}
      </Button>
      <Dialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={t('describeTitle')}
        size="sm"
        footer={
          <>
            <Button variant="primary" onClick={save}>
              {t('save')}
            </Button>
            <Button onClick={() => setOpen(false)}>{t('cancel')}</Button>
          </>
        }
      >
        <AltFields
          {...{ alt, isDecorative }}
          error={isAsked && isUnsaid ? t('altMissing') : undefined}
          onAlt={setAlt}
          onDecorative={setDecorative}
        />
      </Dialog>
    </>
  );
}
