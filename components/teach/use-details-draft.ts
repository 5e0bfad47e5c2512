'use client';

import { useEffect, useRef, useState } from 'react';
import { trpc } from '@/components/trpc/client';
import { type Failure, failureOf } from '@/components/trpc/failure';
import { useRouter } from '@/i18n/navigation';
import type { CourseDetails } from '@/server/domains/courses/contract';
import { type DetailsDraft, type DetailsField, mergeDrafts, readDraft, toDraft } from './details-draft';

/** What somebody else saved meanwhile, and the fields in which it stands against what was typed. */
export type Meanwhile = { readonly theirs: DetailsDraft; readonly both: readonly DetailsField[] };

/** How the form stands to what is saved. */
export type DetailsState = 'saved' | 'unsaved' | 'saving' | 'offline';

/** What is wrong: a field of ours, or the whole call. */
export type DetailsFault =
  | { readonly field: DetailsField; readonly failure: null }
  | { readonly field: DetailsField | null; readonly failure: Failure };

const fieldOf = (path: string) => path.replace(/^details\./, '').split('.')[0] ?? '';

function faultsOf(failure: Failure, draft: DetailsDraft): DetailsFault[] {
  const names = failure.fields.map(({ path }) => fieldOf(path));
  const isField = (name: string): name is DetailsField => Object.hasOwn(draft, name);
  const found = [...new Set(names)].filter(isField).map((field) => ({ field, failure }));
  return found.length > 0 ? found : [{ field: null, failure }];
}

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** Warns before a page with unsaved words is left. */
function useLeaveWarning(isUnsaved: boolean): void {
  useEffect(() => {
    if (!isUnsaved) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [isUnsaved]);
}

/** Holds the form of a course's details: what is typed, what is saved, and what others saved meanwhile. */
export function useDetailsDraft(initial: CourseDetails) {
  const [saved, setSaved] = useState(initial);
  const [draft, setDraft] = useState(() => toDraft(initial.details));
  const [faults, setFaults] = useState<readonly DetailsFault[]>([]);
  const [meanwhile, setMeanwhile] = useState<Meanwhile | null>(null);
  const base = useRef(toDraft(initial.details));
  const latest = useRef(draft);
  useEffect(() => {
    latest.current = draft;
  }, [draft]);
  const cache = trpc.useUtils();
  const router = useRouter();

  const meet = async () => {
    const theirs = await cache.courses.details.fetch({ courseSlug: saved.details.slug }, { staleTime: 0 });
    const merged = mergeDrafts(base.current, latest.current, toDraft(theirs.details));
    base.current = toDraft(theirs.details);
    setMeanwhile({ theirs: base.current, both: merged.both });
    setDraft(merged.draft);
    setSaved(theirs);
  };
  const save = trpc.courses.saveDetails.useMutation({
    onSuccess: (next, sent) => {
      base.current = toDraft(next.details);
      setSaved(next);
      setMeanwhile(null);
      // What was typed while the save was on its way is newer than what it brought.
      setDraft((typed) => (isSame(readDraft(typed).details, sent.details) ? base.current : typed));
      if (next.details.slug !== sent.courseSlug)
        router.replace(`/teach/courses/${next.details.slug}/details`);
      router.refresh();
    },
    onError: (error) => {
      const failure = failureOf(error);
      if (failure.code === 'courses/changed_since') {
        meet().catch((cause: unknown) => setFaults([{ field: null, failure: failureOf(cause) }]));
      } else setFaults(faultsOf(failure, draft));
    },
  });
  const isChanged = !isSame(draft, base.current);
  useLeaveWarning(isChanged);
  const isOffline = faults.some(({ failure }) => failure?.code === 'platform/offline');
  const state: DetailsState = save.isPending
    ? 'saving'
    : isOffline
      ? 'offline'
      : isChanged
        ? 'unsaved'
        : 'saved';
  return {
    ...{ saved, draft, faults, meanwhile, state },
    write: (field: DetailsField, text: string) => setDraft((present) => ({ ...present, [field]: text })),
    takeTheirs: (field: DetailsField) => {
      if (meanwhile === null) return;
      setDraft((present) => ({ ...present, [field]: meanwhile.theirs[field] }));
      setMeanwhile({ ...meanwhile, both: meanwhile.both.filter((one) => one !== field) });
    },
    send: () => {
      if (save.isPending) return;
      const { details, wrong = [] } = readDraft(draft);
      setFaults(wrong.map((field) => ({ field, failure: null })));
      if (details === undefined) return;
      save.mutate({ courseSlug: saved.details.slug, version: saved.version, details });
    },
  };
}
