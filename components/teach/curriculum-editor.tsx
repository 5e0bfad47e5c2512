'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { trpc } from '@/components/trpc/client';
import { EmptyState } from '@/components/ui/states';
import type { StudioOutline } from '@/server/domains/content/contract';
import type { ReleasePlan } from '@/server/domains/content/contract/release';
import { AddToOutline } from './add-to-outline';
import { movesOfDrop } from './outline-moves';
import { OutlineTree, type Row } from './outline-tree';
import { PickedBar } from './picked-bar';
import { PlanHead } from './release/plan-head';
import { ReleaseDialog } from './release/release-dialog';
import { useReleaseNotes } from './release/use-release-notes';
import { RemovedList } from './removed-list';
import { RenameDialog } from './rename-dialog';
import { SaveState } from './save-state';
import { useOutline } from './use-outline';

/** Properties of {@link CurriculumEditor}. */
export interface CurriculumEditorProps {
  readonly courseSlug: string;
  readonly initial: StudioOutline;
  readonly release: ReleasePlan;
}

const none: ReadonlySet<string> = new Set();

/** Makes the outline of a course: sections and lessons in one tree. */
export function CurriculumEditor({ courseSlug, initial, release }: CurriculumEditorProps) {
  const t = useTranslations('curriculum');
  const { outline, isSaving, ...change } = useOutline(courseSlug, initial);
  const [picks, setPicks] = useState(none);
  const [folded, setFolded] = useState(none);
  const [renamed, setRenamed] = useState<Row | null>(null);
  const [ruled, setRuled] = useState<Row | null>(null);
  const { data: plan } = trpc.content.release.useQuery({ courseSlug }, { initialData: release });
  const releaseOf = useReleaseNotes(plan);
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
          <PlanHead courseSlug={courseSlug} plan={plan} />
          <OutlineTree
            courseSlug={courseSlug}
            outline={outline}
            picked={picks}
            onPick={setPicks}
            folded={folded}
            onFold={setFolded}
            onMove={change.move}
            onRename={setRenamed}
            onRelease={setRuled}
            releaseOf={releaseOf}
            plan={plan}
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
      <ReleaseDialog courseSlug={courseSlug} plan={plan} row={ruled} onClose={() => setRuled(null)} />
      <RenameDialog
        row={renamed}
        onClose={() => setRenamed(null)}
        onRename={(row, title) => change.rename(row.kind, row.id, title)}
      />
    </>
  );
}
