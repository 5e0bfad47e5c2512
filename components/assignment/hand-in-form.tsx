'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { trpc } from '@/components/trpc/client';
import { useSentForm } from '@/components/trpc/use-sent-form';
import { Button } from '@/components/ui/button';
import { Form } from '@/components/ui/form';
import { TextArea } from '@/components/ui/text-field';
import { showToast } from '@/components/ui/toast-queue';
import { type SubmissionView, submissionLimits } from '@/server/domains/assessments/contract/submissions';
import type { PartOf } from '@/server/domains/content/contract/parts';
import { OwnFiles } from './own-files';

/** Properties of {@link HandInForm}. */
export interface HandInFormProps {
  readonly view: SubmissionView;
  readonly accepts: PartOf<'assignment'>['accepts'];
  readonly lessonId: string;
  readonly courseSlug: string;
}

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** Writes what is to be handed in: kept as a draft as often as one likes, and again until it is due. */
export function HandInForm({ view, accepts, lessonId, courseSlug }: HandInFormProps) {
  const t = useTranslations('assignment');
  const cache = trpc.useUtils();
  const begun = view.draft ?? view.handIns[0];
  const [text, setText] = useState(begun?.textMd ?? '');
  const [links, setLinks] = useState((begun?.links ?? []).join('\n'));
  const form = useSentForm((path) => (path.startsWith('links') ? t('linksWrong') : undefined));
  const { client } = cache;
  const save = async () => {
    const { draft } = (await cache.assessments.submission.fetch({ lessonId })) ?? view;
    const work = { textMd: text, links: linesOf(links) };
    await client.assessments.saveDraft.mutate({ lessonId, revision: draft?.revision ?? 0, ...work });
    await cache.assessments.submission.invalidate({ lessonId });
  };
  const handIn = async () => {
    await save();
    await client.assessments.handIn.mutate({ lessonId });
    await cache.assessments.submission.invalidate({ lessonId });
    await cache.enrollments.outline.invalidate({ courseSlug });
    showToast(t('handedIn'));
  };
  const errors = form.errors.map((one) =>
    one.field?.startsWith('links') ? { ...one, field: 'links' } : one,
  );
  return (
    <Form
      errors={errors}
      method="post"
      className="space-y-6"
      onSubmit={(event) => {
        event.preventDefault();
        form.send(handIn);
      }}
    >
      {accepts.text ? (
        <TextArea
          name="work"
          label={t('text')}
          hint={t('textHint')}
          isOptional
          rows={8}
          value={text}
          maxLength={submissionLimits.text}
          onChange={({ target }) => setText(target.value)}
        />
      ) : null}
      {accepts.links ? (
        <TextArea
          name="links"
          label={t('links')}
          hint={t('linksHint', { most: submissionLimits.links })}
          error={errors.find(({ field }) => field === 'links')?.message}
          isOptional
          rows={2}
          value={links}
          onChange={({ target }) => setLinks(target.value)}
          spellCheck={false}
          dir="ltr"
        />
      ) : null}
      {accepts.files ? <OwnFiles files={begun?.files ?? []} lessonId={lessonId} /> : null}
      <div className="flex flex-wrap gap-3">
        <Button type="submit" variant="primary" isPending={form.isPending}>
          {t(view.handIns.length === 0 ? 'handIn' : 'handInAgain')}
        </Button>
        <Button
          isPending={form.isPending}
          onClick={() =>
            form.send(async () => {
              await save();
              showToast(t('saved'));
            })
          }
        >
          {t('saveDraft')}
        </Button>
      </div>
    </Form>
  );
}
