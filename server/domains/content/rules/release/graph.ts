import { type PlacedRule, predecessors } from './in-order';
import { lessonOf, literalsOf } from './normal-form';

/** For each lesson, in the order of the course, the lessons it looks at. */
export type Edges = ReadonlyMap<string, ReadonlySet<string>>;

/** Returns which lessons each lesson looks at: those its rule names, and in a course taken in order the one before it. */
export function dependencies(course: {
  readonly isSequential: boolean;
  readonly lessons: readonly PlacedRule[];
  readonly cohorts: readonly { readonly id: string }[];
}): Edges {
  const present = new Set(course.lessons.map(({ id }) => id));
  const cohortIds = [null, ...course.cohorts.map(({ id }) => id)];
  const orders = course.isSequential ? cohortIds.map((id) => predecessors(course.lessons, id)) : [];
  return new Map(
    course.lessons.map(({ id, rule }) => {
      const named = literalsOf(rule).flatMap(({ fact }) => lessonOf(fact) ?? []);
      const before = orders.flatMap((order) => order.get(id) ?? []);
      return [id, new Set([...named, ...before].filter((other) => present.has(other)))];
    }),
  );
}

/** Returns the lessons so that each comes after those it looks at; those in cycles, or behind one, are left out. */
export function inTopologicalOrder(edges: Edges): string[] {
  const waiting = new Map([...edges].map(([id, needs]) => [id, needs.size]));
  const followers = new Map<string, string[]>();
  for (const [id, needs] of edges) {
    for (const other of needs) followers.set(other, [...(followers.get(other) ?? []), id]);
  }
  const order = [...edges.keys()].filter((id) => waiting.get(id) === 0);
  // Grows while it is read.
  for (const id of order) {
    for (const follower of followers.get(id) ?? []) {
      const rest = (waiting.get(follower) ?? 0) - 1;
      waiting.set(follower, rest);
      if (rest === 0) order.push(follower);
    }
  }
  return order;
}

/** Walks on from a lesson of the rest, which all look at another one of it, until a lesson comes twice. */
function walkRound(start: string, next: (id: string) => string | undefined): string[] {
  const path: string[] = [];
  const places = new Map<string, number>();
  for (let id: string | undefined = start; id !== undefined; id = next(id)) {
    const place = places.get(id);
    if (place !== undefined) return path.slice(place);
    places.set(id, path.length);
    path.push(id);
  }
  return [];
}

/** Returns cycles, each once and beginning with its first lesson in the order of the course; none only if there is none. */
export function findCycles(edges: Edges): string[][] {
  const ordered = new Set(inTopologicalOrder(edges));
  const rest = [...edges.keys()].filter((id) => !ordered.has(id));
  const places = new Map([...edges.keys()].map((id, place) => [id, place]));
  const next = (id: string) => [...(edges.get(id) ?? [])].find((other) => !ordered.has(other));
  const found = new Map<string, string[]>();
  const told = new Set<string>();
  for (const start of rest) {
    if (told.has(start)) continue;
    const cycle = walkRound(start, next);
    for (const id of cycle) told.add(id);
    const placeOf = (id: string) => places.get(id) ?? 0;
    const first = cycle.reduce((least, id) => (placeOf(id) < placeOf(least) ? id : least), cycle[0] ?? '');
    const at = cycle.indexOf(first);
    if (cycle.length > 0) found.set(first, [...cycle.slice(at), ...cycle.slice(0, at)]);
  }
  return [...found.values()];
}
