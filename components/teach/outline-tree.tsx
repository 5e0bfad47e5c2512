'use client';

import { useTranslations } from 'next-intl';
import { Collection } from 'react-aria-components/Collection';
import { Tree, TreeItem } from 'react-aria-components/Tree';
import { DropIndicator, useDragAndDrop } from 'react-aria-components/useDragAndDrop';
import { AriaLocale } from '@/components/ui/aria-locale';
import type { OutlineMove, StudioOutline } from '@/server/domains/content/contract';
import type { ReleasePlan } from '@/server/domains/content/contract/release';
import { movesOfDrop, stepOf } from './outline-moves';
import { OutlineRow } from './outline-row';
import type { ReleaseNote } from './release/use-release-notes';

const sectionType = 'lyceum/section';
const lessonType = 'lyceum/lesson';

const rowStyle =
  'border-b border-rule outline-none data-[focus-visible]:outline-2 data-[focus-visible]:-outline-offset-2 data-[focus-visible]:outline-accent ' +
  'data-[selected]:bg-accent-soft data-[drop-target]:bg-info-soft data-[dragging]:opacity-60';

/** What somebody wants to do with one row. */
export interface Row {
  readonly kind: 'section' | 'lesson';
  readonly id: string;
  readonly title: string;
}

/** Properties of {@link OutlineTree}. */
export interface OutlineTreeProps {
  readonly courseSlug: string;
  readonly outline: StudioOutline;
  readonly picked: ReadonlySet<string>;
  readonly onPick: (ids: ReadonlySet<string>) => void;
  readonly folded: ReadonlySet<string>;
  readonly onFold: (ids: ReadonlySet<string>) => void;
  readonly onMove: (moves: OutlineMove[]) => void;
  readonly onRename: (row: Row) => void;
  readonly onDuplicate: (row: Row) => void;
  readonly onRemove: (row: Row) => void;
  readonly onRelease: (row: Row) => void;
  readonly releaseOf: (id: string) => ReleaseNote | null;
  /** What `releaseOf` speaks of: rows are kept as they are until it changes. */
  readonly plan: ReleasePlan;
}

const toIds = (keys: Iterable<string | number>) => new Set([...keys].map(String));

function useOutlineDrag({ outline, onMove }: Pick<OutlineTreeProps, 'outline' | 'onMove'>) {
  const sectionIds = new Set(outline.sections.map(({ id }) => id));
  const { dragAndDropHooks } = useDragAndDrop({
    getItems: (keys) =>
      [...keys].map((key) => ({ [sectionIds.has(String(key)) ? sectionType : lessonType]: String(key) })),
    getDropOperation: (target, types) => {
      if (target.type !== 'item') return 'cancel';
      const isSection = sectionIds.has(String(target.key));
      // Lessons go between lessons or into a section, sections between sections; never both kinds at once.
      if (types.has(sectionType)) {
        return !types.has(lessonType) && isSection && target.dropPosition !== 'on' ? 'move' : 'cancel';
      }
      return isSection === (target.dropPosition === 'on') ? 'move' : 'cancel';
    },
    onMove: ({ keys, target }) => {
      const drop = { key: String(target.key), position: target.dropPosition };
      onMove(movesOfDrop(outline, toIds(keys), drop));
    },
    renderDropIndicator: (target) => (
      <DropIndicator
        target={target}
        className="h-0 outline-none data-[drop-target]:outline-2 data-[drop-target]:outline-accent"
      />
    ),
  });
  return dragAndDropHooks;
}

/**
 * The outline of a course as a tree: arrow keys, type-ahead, picking several with Space, and dragging by mouse, touch,
 * keyboard or screen reader (the handle says how).
 */
export function OutlineTree(props: OutlineTreeProps) {
  const {
    courseSlug,
    outline,
    picked,
    onPick,
    folded,
    onFold,
    onMove,
    onRename,
    onDuplicate,
    onRemove,
    releaseOf,
  } = props;
  const t = useTranslations('curriculum');
  const dragAndDropHooks = useOutlineDrag(props);
  const expanded = outline.sections.map(({ id }) => id).filter((id) => !folded.has(id));
  const step = (id: string, direction: 'up' | 'down') => {
    const move = stepOf(outline, id, direction);
    onMove(move === null ? [] : [move]);
  };
  const actsOf = (row: Row) => ({
    onStep: (direction: 'up' | 'down') => step(row.id, direction),
    onRename: () => onRename(row),
    onDuplicate: row.kind === 'lesson' ? () => onDuplicate(row) : null,
    onRemove: () => onRemove(row),
    onRelease: () => props.onRelease(row),
    release: releaseOf(row.id),
  });
  return (
    <AriaLocale>
      <Tree
        aria-label={t('title')}
        className="border-t border-rule outline-none"
        items={outline.sections}
        dependencies={[props.plan]}
        selectionMode="multiple"
        selectedKeys={picked}
        onSelectionChange={(keys) => onPick(keys === 'all' ? new Set() : toIds(keys))}
        expandedKeys={expanded}
        onExpandedChange={(keys) =>
          onFold(new Set(outline.sections.map(({ id }) => id).filter((id) => !keys.has(id))))
        }
        dragAndDropHooks={dragAndDropHooks}
      >
        {(section) => (
          <TreeItem id={section.id} textValue={section.title} className={rowStyle}>
            <OutlineRow
              title={section.title}
              lesson={null}
              href={null}
              {...actsOf({ kind: 'section', id: section.id, title: section.title })}
            />
            <Collection items={section.lessons} dependencies={[props.plan]}>
              {(lesson) => (
                <TreeItem id={lesson.id} textValue={lesson.title} className={rowStyle}>
                  <OutlineRow
                    title={lesson.title}
                    lesson={lesson}
                    href={
                      lesson.kind === 'article' ? `/teach/courses/${courseSlug}/lessons/${lesson.id}` : null
                    }
                    {...actsOf({ kind: 'lesson', id: lesson.id, title: lesson.title })}
                  />
                </TreeItem>
              )}
            </Collection>
          </TreeItem>
        )}
      </Tree>
    </AriaLocale>
  );
}
