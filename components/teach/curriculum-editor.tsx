'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { EmptyState } from '@/components/ui/states';
import type { StudioOutline } from '@/server/domains/content/contract';
import { AddToOutline } from './add-to-outline';
import { movesOfDrop } from './outline-moves';
import { OutlineTree, type Row } from './outline-tree';
import { PickedBar } from './picked-bar';
import { RemovedList } from './removed-list';
import { RenameDialog } from './rename-dialog';
import { SaveState } from './save-state';
import { useOutline } from './use-outline';

/** Properties of {@link CurriculumEditor}. */
export interface CurriculumEditorProps {
  readonly courseSlug: string;
  readonly initial: StudioOutline;
}

const none: ReadonlySet<string> = new Set();

/** Makes the outline of a course: sections and lessons in one tree. */
export function CurriculumEditor({ courseSlug, initial }: CurriculumEditorProps) {
  const t = useTranslations('curriculum');
  const { outline, isSaving, ...change } = useOutline(courseSlug, initial);
  const [picks, setPicks] = useState(none);
  const [folded, setFolded] = useState(none);
  const [renamed, setRenamed] = useState<Row | null>(null);
  const { sections, removed } = outline;
  const sectionIds = sections.map(({ id }) => id).filter((id) => picks.has(id));
  const lessonIds = sections.flatMap(({ lessons }) =>
    lessons.map(({ id }) => id).filter((id) => picks.has(id)),
  );
  const count = sectionIds.length + lessonIds.length;
  const removeRow = ({ kind, id }: Row) => {
    change.remove({ sectionIds: kind === 'section' ? [id] : [], lessonIds: kind === 'lesson' ? [id] : [] });
  };
  return (
    <>
      <div className="mb-3 flex justify-end">
        <SaveState state={isSaving ? 'saving' : 'saved'} text={t(isSaving ? 'saving' : 'saved')} />
      </div>
      {sections.length === 0 ? (
        <EmptyState title={t('emptyTitle')}>{t('emptyBody')}</EmptyState>
      ) : (
        <>
          <p className="mb-3 max-w-reading text-ink-muted">{t('how')}</p>
          <OutlineTree
            courseSlug={courseSlug}
            outline={outline}
            picked={picks}
            onPick={setPicks}
            folded={folded}
            onFold={setFolded}
            onMove={change.move}
            onRename={setRenamed}
            onDuplicate={({ id, title }) => change.duplicate(id, title)}
            onRemove={removeRow}
          />
        </>
      )}
      {count === 0 ? null : (
        <PickedBar
          count={count}
          sections={sections}
          mayMove={sectionIds.length === 0}
          onMove={(key) => {
            change.move(movesOfDrop(outline, new Set(lessonIds), { key, position: 'on' }));
            setPicks(none);
          }}
          onRemove={() => {
            change.remove({ sectionIds, lessonIds });
            setPicks(none);
          }}
          onClear={() => setPicks(none)}
        />
      )}
      <AddToOutline sections={sections} onAddSection={change.addSection} onAddLesson={change.addLesson} />
      <RemovedList removed={removed} onRestore={change.restore} />
      <RenameDialog
        row={renamed}
        onClose={() => setRenamed(null)}
        onRename={(row, title) => change.rename(row.kind, row.id, title)}
      />
    </>
  );
}
