'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useRef, useState } from 'react';
import { textOf } from '@/components/auth/form-values';
import { trpc } from '@/components/trpc/client';
import { failureOf } from '@/components/trpc/failure';
import { useFailureText } from '@/components/trpc/use-failure-text';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { TextField } from '@/components/ui/text-field';
import { showToast } from '@/components/ui/toast-queue';
import { useRouter } from '@/i18n/navigation';
import { detailLimits } from '@/server/domains/courses/contract';

/** Makes a draft of a course under another title and leads there. Pressed twice, there is one copy. */
export function DuplicateButton({
  courseSlug,
  title,
}: {
  readonly courseSlug: string;
  readonly title: string;
}) {
  const t = useTranslations('studio.duplicate');
  const router = useRouter();
  const failureText = useFailureText();
  const [isOpen, setOpen] = useState(false);
  const [error, setError] = useState<string>();
  // One intention, one id: asked again after a lost answer, it is the same copy.
  const copyId = useRef('');
  const duplicate = trpc.studio.duplicateCourse.useMutation({
    onSuccess: ({ courseSlug: slug, cohortRules }) => {
      showToast(cohortRules === 0 ? t('done') : t('doneWithCohorts', { count: cohortRules }));
      router.push(`/teach/courses/${slug}/details`);
    },
    onError: (failed) => setError(failureText(failureOf(failed))),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (duplicate.isPending || duplicate.isSuccess) return;
    const wanted = textOf(new FormData(event.currentTarget), 'copy-title').trim();
    setError(wanted === '' ? t('missing') : undefined);
    if (wanted !== '') duplicate.mutate({ courseSlug, copyId: copyId.current, title: wanted });
  };
  return (
    <>
      <Button
        onClick={() => {
          copyId.current = crypto.randomUUID();
          setOpen(true);
        }}
      >
        {t('act')}
      </Button>
      <Dialog isOpen={isOpen} onClose={() => setOpen(false)} title={t('title')} size="sm">
        <form onSubmit={submit} method="post" noValidate className="space-y-4">
          <p>{t('body')}</p>
          <TextField
            name="copy-title"
            label={t('label')}
            defaultValue={t('proposal', { title }).slice(0, detailLimits.title)}
            maxLength={detailLimits.title}
            autoComplete="off"
            error={error}
          />
          <div className="flex flex-wrap gap-3">
            <Button type="submit" variant="primary" isPending={duplicate.isPending || duplicate.isSuccess}>
              {t('make')}
            </Button>
            <Button onClick={() => setOpen(false)}>{t('cancel')}</Button>
          </div>
        </form>
      </Dialog>
    </>
  );
}
