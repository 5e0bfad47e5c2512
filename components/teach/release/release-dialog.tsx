'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useId, useState } from 'react';
import { trpc } from '@/components/trpc/client';
import { failureOf } from '@/components/trpc/failure';
import { useFailureText } from '@/components/trpc/use-failure-text';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Select } from '@/components/ui/select';
import { showToast } from '@/components/ui/toast-queue';
import type { ReleaseFinding, ReleasePlan, ReleaseRule } from '@/server/domains/content/contract/release';
import type { Row } from '../outline-tree';
import { ConditionFields } from './condition-fields';
import { Findings } from './findings';
import { RuleBuilder } from './rule-builder';
import {
  type DraftGroup,
  draftOf,
  draftOfPreset,
  lessonBefore,
  type Preset,
  presetOf,
  presets,
  replacePart,
  ruleOf,
} from './rule-draft';
import { namesOf, useRuleWords } from './rule-words';
import { ownZone, ZoneList } from './zones';

/** Properties of {@link ReleaseDialog}. */
export interface ReleaseDialogProps {
  readonly courseSlug: string;
  readonly plan: ReleasePlan;
  /** The lesson or section in question; null keeps the dialog closed. */
  readonly row: Row | null;
  readonly onClose: () => void;
}

function ruleOfRow(plan: ReleasePlan, row: Row): ReleaseRule | null {
  const sections = plan.sections.find(({ id }) => id === row.id);
  const lesson = plan.sections.flatMap(({ lessons }) => lessons).find(({ id }) => id === row.id);
  return (row.kind === 'section' ? sections?.rule : lesson?.rule) ?? null;
}

/** Says when a lesson or a section opens. */
export function ReleaseDialog({ courseSlug, plan, row, onClose }: ReleaseDialogProps) {
  const t = useTranslations('release');
  return (
    <Dialog
      isOpen={row !== null}
      onClose={onClose}
      title={row === null ? '' : t('titleOf', { title: row.title })}
      placement="panel"
      size="lg"
    >
      {row === null ? null : <RuleForm key={row.id} {...{ courseSlug, plan, row, onClose }} />}
    </Dialog>
  );
}

interface RuleFormProps extends ReleaseDialogProps {
  readonly row: Row;
}

function useSaveRule({ courseSlug, row, plan, onClose }: RuleFormProps) {
  const t = useTranslations('release');
  const failureText = useFailureText();
  const cache = trpc.useUtils();
  const words = useRuleWords(namesOf(plan));
  const [refused, setRefused] = useState<readonly ReleaseFinding[]>([]);
  const [problem, setProblem] = useState<string | null>(null);
  const save = trpc.content.saveRelease.useMutation({
    onSuccess: (answer) => {
      cache.content.release.setData({ courseSlug }, answer.plan);
      setRefused(answer.refused);
      if (!answer.isSaved) return;
      showToast(t('saved', { title: row.title, rule: words(ruleOfRow(answer.plan, row)) }));
      onClose();
    },
    onError: (error) => setProblem(failureText(failureOf(error))),
  });
  const send = (rule: ReleaseRule | null | 'incomplete') => {
    if (save.isPending) return;
    setRefused([]);
    setProblem(rule === 'incomplete' ? t('incomplete') : null);
    if (rule === 'incomplete') return;
    save.mutate({ courseSlug, target: { kind: row.kind, id: row.id }, rule });
  };
  return { send, refused, problem, isPending: save.isPending };
}

function RuleForm(props: RuleFormProps) {
  const { plan, row, onClose } = props;
  const t = useTranslations('release');
  const zoneList = useId();
  const [zone] = useState(ownZone);
  const previousId = row.kind === 'lesson' ? lessonBefore(plan, row.id) : null;
  const [draft, setDraft] = useState(() => draftOf(ruleOfRow(plan, row), zone));
  const [preset, setPreset] = useState<Preset>(() => presetOf(draft, previousId));
  const { send, refused, problem, isPending } = useSaveRule(props);
  const words = useRuleWords(namesOf(plan));
  const rule = ruleOf(draft);
  const choices = { plan, zoneList, lessonId: row.kind === 'lesson' ? row.id : null };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send(rule);
  };
  return (
    <form onSubmit={submit} method="post" noValidate className="space-y-5">
      <ZoneList id={zoneList} />
      {row.kind === 'section' ? <p className="text-ink-muted">{t('ofSection')}</p> : null}
      <Select
        className="sm:max-w-96"
        name="preset"
        label={t('preset')}
        value={preset}
        options={presets
          .filter((one) => one !== 'previous' || previousId !== null)
          .map((value) => ({ value, label: t(`presets.${value}`) }))}
        onChange={({ target }) => {
          const next = presets.find((one) => one === target.value) ?? 'own';
          setPreset(next);
          setDraft(draftOfPreset(next, draft, { previousId, zone }));
        }}
      />
      <Body preset={preset} draft={draft} choices={choices} zone={zone} onChange={setDraft} />
      <p role="status" className="border-t border-rule pt-4">
        <span className="block text-sm text-ink-muted">{t('inWords')}</span>
        {rule === 'incomplete' ? t('incomplete') : t('summary', { rule: words(rule) })}
      </p>
      {problem === null ? null : (
        <Banner tone="danger" isLive>
          {problem}
        </Banner>
      )}
      <Findings title={t('refused')} findings={refused} tone="danger" />
      <div className="flex flex-wrap gap-3">
        <Button type="submit" variant="primary" isPending={isPending}>
          {t('save')}
        </Button>
        <Button onClick={onClose}>{t('cancel')}</Button>
      </div>
    </form>
  );
}

interface BodyProps {
  readonly preset: Preset;
  readonly draft: DraftGroup;
  readonly choices: Parameters<typeof ConditionFields>[0]['choices'];
  readonly zone: string;
  readonly onChange: (draft: DraftGroup) => void;
}

/** The fields of a ready rule, or the whole builder for one's own. */
function Body({ preset, draft, choices, zone, onChange }: BodyProps) {
  if (preset === 'own') return <RuleBuilder {...{ draft, choices, zone, onChange }} />;
  const [only] = draft.parts;
  if (only === undefined || only.kind === 'group' || preset === 'previous') return null;
  return (
    <div className="grid items-end gap-x-4 gap-y-3 sm:grid-cols-2">
      <ConditionFields
        condition={only}
        choices={choices}
        onChange={(next) => onChange(replacePart(draft, only.key, next))}
      />
    </div>
  );
}
