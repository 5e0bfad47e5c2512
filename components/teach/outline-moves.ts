import type { OutlineMove, StudioOutline } from '@/server/domains/content/contract';

type Section = StudioOutline['sections'][number];
type Lesson = Section['lessons'][number];

function placeAfter<Item extends { readonly id: string }>(
  list: readonly Item[],
  items: readonly Item[],
  afterId: string | null,
): Item[] {
  const at = afterId === null ? 0 : list.findIndex(({ id }) => id === afterId) + 1;
  return [...list.slice(0, at), ...items, ...list.slice(at)];
}

function apply(sections: readonly Section[], move: OutlineMove): Section[] {
  if (move.kind === 'section') {
    const moved = sections.filter(({ id }) => id === move.id);
    return placeAfter(
      sections.filter(({ id }) => id !== move.id),
      moved,
      move.afterId,
    );
  }
  const all = new Map(
    sections.flatMap(({ lessons }) => lessons.map((lesson) => [lesson.id, lesson] as const)),
  );
  const moved = move.ids.flatMap((id): Lesson[] => {
    const lesson = all.get(id);
    return lesson === undefined ? [] : [lesson];
  });
  return sections.map((section) => {
    const rest = section.lessons.filter(({ id }) => !move.ids.includes(id));
    const lessons = section.id === move.sectionId ? placeAfter(rest, moved, move.afterId) : rest;
    return { ...section, lessons };
  });
}

/** Returns the outline as the server will have it after these moves. */
export function applyMoves(outline: StudioOutline, moves: readonly OutlineMove[]): StudioOutline {
  return { ...outline, sections: moves.reduce<Section[]>(apply, [...outline.sections]) };
}

/** Returns moves that lead from the outline after `moves` back to the outline before them. */
export function undoMoves(before: StudioOutline, moves: readonly OutlineMove[]): OutlineMove[] {
  const sections = new Set(moves.flatMap((move) => (move.kind === 'section' ? [move.id] : [])));
  const lessons = new Set(moves.flatMap((move) => (move.kind === 'lessons' ? move.ids : [])));
  // In the order of the outline: whatever stood before a thing is at its place again when the thing follows it.
  return before.sections.flatMap((section, place): OutlineMove[] => [
    ...(sections.has(section.id)
      ? [{ kind: 'section' as const, id: section.id, afterId: before.sections[place - 1]?.id ?? null }]
      : []),
    ...section.lessons.flatMap(({ id }, at) =>
      lessons.has(id)
        ? [
            {
              ...{ kind: 'lessons' as const, ids: [id], sectionId: section.id },
              afterId: section.lessons[at - 1]?.id ?? null,
            },
          ]
        : [],
    ),
  ]);
}

/** Which way a thing goes by one place. */
export type Direction = 'up' | 'down';

function stepOfLesson(outline: StudioOutline, id: string, direction: Direction): OutlineMove | null {
  const { sections } = outline;
  const place = sections.findIndex(({ lessons }) => lessons.some((lesson) => lesson.id === id));
  const here = sections[place];
  if (here === undefined) return null;
  const at = here.lessons.findIndex((lesson) => lesson.id === id);
  const [kind, ids] = ['lessons' as const, [id]];
  if (direction === 'up' && at > 0) {
    return { kind, ids, sectionId: here.id, afterId: here.lessons[at - 2]?.id ?? null };
  }
  if (direction === 'down' && at < here.lessons.length - 1) {
    return { kind, ids, sectionId: here.id, afterId: here.lessons[at + 1]?.id ?? null };
  }
  // At the edge of its section it goes on in the next one.
  const next = sections[direction === 'up' ? place - 1 : place + 1];
  if (next === undefined) return null;
  return {
    kind,
    ids,
    sectionId: next.id,
    afterId: direction === 'up' ? (next.lessons.at(-1)?.id ?? null) : null,
  };
}

/** Returns the move of a section or lesson by one place, or null when there is no further place. */
export function stepOf(outline: StudioOutline, id: string, direction: Direction): OutlineMove | null {
  const { sections } = outline;
  const place = sections.findIndex((section) => section.id === id);
  if (place === -1) return stepOfLesson(outline, id, direction);
  const target = direction === 'up' ? place - 1 : place + 1;
  if (sections[target] === undefined) return null;
  const afterId = (direction === 'up' ? sections[place - 2] : sections[target])?.id ?? null;
  return { kind: 'section', id, afterId };
}

/** Where something is dropped, as the tree says it. */
export type Drop = { readonly key: string; readonly position: 'before' | 'on' | 'after' };

/**
 * Returns the moves that a drop means; none when it makes no sense there. Things keep the order they have in the outline,
 * whatever the order in which they were picked.
 */
export function movesOfDrop(
  { sections }: StudioOutline,
  picked: ReadonlySet<string>,
  { key, position }: Drop,
): OutlineMove[] {
  if (picked.has(key)) return [];
  const target = sections.find(({ id }) => id === key);
  const ids = sections.flatMap(({ lessons }) => lessons.map(({ id }) => id)).filter((id) => picked.has(id));
  if (ids.length === 0) {
    if (target === undefined || position === 'on') return [];
    const [moved, staying] = [true, false].map((isPicked) =>
      sections.map(({ id }) => id).filter((id) => picked.has(id) === isPicked),
    );
    const at = staying?.indexOf(key) ?? 0;
    const first = staying?.[position === 'before' ? at - 1 : at] ?? null;
    return (moved ?? []).map((id, index) => ({ kind: 'section', id, afterId: moved?.[index - 1] ?? first }));
  }
  if (target !== undefined) {
    const staying = target.lessons.filter(({ id }) => !picked.has(id));
    return [{ kind: 'lessons', ids, sectionId: target.id, afterId: staying.at(-1)?.id ?? null }];
  }
  const section = sections.find(({ lessons }) => lessons.some(({ id }) => id === key));
  if (section === undefined) return [];
  const staying = section.lessons.map(({ id }) => id).filter((id) => !picked.has(id));
  const at = staying.indexOf(key);
  return [
    {
      ...{ kind: 'lessons', ids, sectionId: section.id },
      afterId: staying[position === 'before' ? at - 1 : at] ?? null,
    },
  ];
}
