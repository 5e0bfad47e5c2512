'use client';

import { useTranslations } from 'next-intl';
import { Button, IconButton } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { Select } from '@/components/ui/select';
import { type Choices, ConditionFields } from './condition-fields';
import {
  addPart,
  conditionTypes,
  type DraftCondition,
  type DraftGroup,
  newCondition,
  newGroup,
  replacePart,
} from './rule-draft';

/** Groups may stand in each other this deep. */
const deepest = 3;

const matches = ['all', 'any', 'none'] as const;

/** Properties of {@link RuleBuilder}. */
export interface RuleBuilderProps {
  readonly draft: DraftGroup;
  readonly choices: Choices;
  /** The zone that a new time is in. */
  readonly zone: string;
  readonly onChange: (draft: DraftGroup) => void;
}

/** Puts the focus where the eyes are: into what was added, or back to the group of what was taken out. */
function focusSoon(id: string): void {
  requestAnimationFrame(() => document.getElementById(id)?.focus());
}

interface PartProps<Part> extends RuleBuilderProps {
  readonly part: Part;
  /** Its place in its group, from 1. */
  readonly place: number;
  readonly depth: number;
  readonly onRemove: () => void;
}

function Condition({ part, place, draft, choices, onChange, onRemove }: PartProps<DraftCondition>) {
  const t = useTranslations('release');
  const set = (next: DraftCondition) => onChange(replacePart(draft, part.key, next));
  return (
    <fieldset className="border-t border-rule py-3">
      <legend className="sr-only">{t('condition', { place })}</legend>
      <div className="flex items-start gap-2">
        <div className="grid min-w-0 grow items-end gap-x-4 gap-y-3 sm:grid-cols-2">
          <Select
            name={`type-${part.key}`}
            id={`type-${part.key}`}
            label={t('type')}
            value={part.type}
            options={conditionTypes.map((value) => ({ value, label: t(`types.${value}`) }))}
            onChange={({ target }) => {
              const type = conditionTypes.find((one) => one === target.value) ?? part.type;
              set({ ...part, type });
            }}
          />
          <ConditionFields condition={part} choices={choices} onChange={set} />
        </div>
        <IconButton
          size="sm"
          icon={<Icon name="trash" />}
          label={t('removeCondition', { place })}
          onClick={onRemove}
        />
      </div>
    </fieldset>
  );
}

function Group(props: Omit<PartProps<DraftGroup>, 'onRemove'> & { readonly onRemove: (() => void) | null }) {
  const { part, place, depth, onRemove, ...rest } = props;
  const { draft, zone, onChange } = rest;
  const t = useTranslations('release');
  const remove = (key: string) => {
    onChange(replacePart(draft, key, null));
    focusSoon(`match-${part.key}`);
  };
  const add = (added: DraftGroup | DraftCondition) => {
    onChange(addPart(draft, part.key, added));
    focusSoon(`${added.kind === 'group' ? 'match' : 'type'}-${added.key}`);
  };
  const top = draft.key === part.key;
  return (
    <fieldset className={top ? undefined : 'my-3 border-s-3 border-edge ps-4'}>
      <legend className="sr-only">{t('group', { place })}</legend>
      <div className="flex items-end gap-2">
        <Select
          className="min-w-0 grow sm:max-w-96"
          name={`match-${part.key}`}
          id={`match-${part.key}`}
          label={t(top ? 'match' : 'matchInner')}
          value={part.match}
          options={matches.map((value) => ({ value, label: t(`matches.${value}`) }))}
          onChange={({ target }) => {
            const match = matches.find((one) => one === target.value) ?? 'all';
            onChange(top ? { ...draft, match } : replacePart(draft, part.key, { ...part, match }));
          }}
        />
        {onRemove === null ? null : (
          <IconButton
            size="sm"
            icon={<Icon name="trash" />}
            label={t('removeGroup', { place })}
            onClick={onRemove}
          />
        )}
      </div>
      <div className="mt-3">
        {part.parts.length === 0 ? <p className="text-ink-muted">{t('emptyGroup')}</p> : null}
        {part.parts.map((one, index) => {
          const own = { ...rest, place: index + 1, depth: depth + 1, onRemove: () => remove(one.key) };
          return one.kind === 'group' ? (
            <Group key={one.key} {...own} part={one} />
          ) : (
            <Condition key={one.key} {...own} part={one} />
          );
        })}
      </div>
      <div className="mt-2 flex flex-wrap gap-2">
        <Button size="sm" icon={<Icon name="plus" />} onClick={() => add(newCondition('completed', zone))}>
          {t('addCondition')}
        </Button>
        {depth >= deepest ? null : (
          <Button
            size="sm"
            variant="quiet"
            icon={<Icon name="plus" />}
            onClick={() => add(newGroup('any', [newCondition('completed', zone)]))}
          >
            {t('addGroup')}
          </Button>
        )}
      </div>
    </fieldset>
  );
}

/** Writes a rule like a sentence: what has to be true, in groups, all by fields and buttons. */
export function RuleBuilder(props: RuleBuilderProps) {
  return <Group {...props} part={props.draft} place={1} depth={1} onRemove={null} />;
}
