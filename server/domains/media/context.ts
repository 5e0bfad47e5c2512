import type { ObjectStore } from '@/server/platform/adapters/object-store';
import type { UserContext } from '@/server/platform/context';
import type { LiveHub } from '@/server/platform/live';

/** A signed-in person, and the store their files are in. */
export type MediaContext = UserContext & { readonly objectStore: ObjectStore };

/** Tells the open tabs of a person that something of theirs has changed. */
export type Announcing = { readonly live: LiveHub };
