'use client';

import { useTranslations } from 'next-intl';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Checkbox } from 'react-aria-components/Checkbox';
import { TreeItemContent } from 'react-aria-components/Tree';
import { Badge } from '@/components/ui/badge';
import { IconButton } from '@/components/ui/button';
import { cx } from '@/components/ui/class-names';
import { Icon, type IconName } from '@/components/ui/icon';
import { Link } from '@/components/ui/link';
import { Menu } from '@/components/ui/menu';
import type { StudioOutline } from '@/server/domains/content/contract';
import type { Direction } from './outline-moves';
import type { ReleaseNote } from './release/use-release-notes';

/** A lesson of the outline. */
export type StudioLesson = StudioOutline['sections'][number]['lessons'][number];

const kindIcons: Readonly<Record<StudioLesson['kind'], IconName>> = {
  article: 'text',
  video: 'video',
  quiz: 'quiz',
};

const handleStyle =
  'flex size-8 shrink-0 cursor-grab items-center justify-center rounded-sm text-ink-muted coarse:size-11 ' +
  'hover:bg-sunken data-[focus-visible]:outline-2 data-[focus-visible]:outline-accent';

/** What can be done with a row besides dragging it. */
export interface RowActs {
  readonly onStep: (direction: Direction) => void;
  readonly onRename: () => void;
  /** Puts a copy behind it; null for what is not copied by itself. */
  readonly onDuplicate: (() => void) | null;
  readonly onRemove: () => void;
  readonly onRelease: () => void;
}

/** Properties of {@link OutlineRow}. */
export interface OutlineRowProps extends RowActs {
  readonly title: string;
  /** Where its text is written; null where there is none to write. */
  readonly href: string | null;
  /** Null for a section. */
  readonly lesson: StudioLesson | null;
  /** When it opens, unless that is at once. */
  readonly release: ReleaseNote | null;
}

function Pick() {
  return (
    <Checkbox
      slot="selection"
      className="group flex size-8 shrink-0 items-center justify-center coarse:size-11"
    >
      <span
        aria-hidden="true"
        className="flex size-5 items-center justify-center rounded-sm border-2 border-edge bg-surface group-data-[focus-visible]:outline-2 group-data-[focus-visible]:outline-offset-2 group-data-[focus-visible]:outline-accent group-data-[selected]:border-accent group-data-[selected]:bg-accent"
      >
        <Icon name="check" className="text-accent-ink opacity-0 group-data-[selected]:opacity-100" />
      </span>
    </Checkbox>
  );
}

function Badges({ lesson, release }: Pick<OutlineRowProps, 'lesson' | 'release'>) {
  const t = useTranslations();
  return (
    <>
      {release?.isBroken === true ? <Badge tone="danger">{t('release.broken')}</Badge> : null}
      {lesson === null || lesson.isShown ? null : <Badge>{t('curriculum.empty')}</Badge>}
    </>
  );
}

/** One section or lesson: its handle, its place among the picked, its name, and what can be done with it. */
export function OutlineRow(props: OutlineRowProps) {
  const { title, lesson, href, release, onStep, onRename, onDuplicate, onRemove, onRelease } = props;
  const t = useTranslations('curriculum');
  const tr = useTranslations('release');
  return (
    <TreeItemContent>
      {({ isExpanded }) => (
        <div className={cx('flex min-h-11 items-center gap-1 py-1', lesson !== null && 'ps-6 sm:ps-10')}>
          <AriaButton slot="drag" className={handleStyle}>
            <Icon name="drag" />
          </AriaButton>
          <Pick />
          {lesson === null ? (
            <AriaButton slot="chevron" className={handleStyle}>
              <Icon name={isExpanded ? 'chevron-down' : 'chevron-next'} />
            </AriaButton>
          ) : (
            <Icon
              name={kindIcons[lesson.kind]}
              label={t(`kinds.${lesson.kind}`)}
              className="text-ink-muted"
            />
          )}
          <span
            className={cx('min-w-0 grow break-words', lesson === null && 'font-serif text-md font-semibold')}
          >
            {href === null ? title : <Link href={href}>{title}</Link>}
            {release?.text == null ? null : (
              <span className="block font-sans text-sm font-normal text-ink-muted">{release.text}</span>
            )}
          </span>
          <Badges lesson={lesson} release={release} />
          <Menu
            label={t('actsOf', { title })}
            trigger={<IconButton size="sm" icon={<Icon name="more" />} label={t('actsOf', { title })} />}
            entries={[
              { id: 'rename', label: t('rename'), icon: 'edit', onAction: onRename },
              { id: 'release', label: tr('opens'), icon: 'lock', onAction: onRelease },
              ...(onDuplicate === null
                ? []
                : [{ id: 'duplicate', label: t('duplicate'), icon: 'plus' as const, onAction: onDuplicate }]),
              { id: 'up', label: t('up'), icon: 'chevron-up', onAction: () => onStep('up') },
              { id: 'down', label: t('down'), icon: 'chevron-down', onAction: () => onStep('down') },
              { id: 'remove', label: t('remove'), icon: 'trash', tone: 'danger', onAction: onRemove },
            ]}
          />
        </div>
      )}
    </TreeItemContent>
  );
}
