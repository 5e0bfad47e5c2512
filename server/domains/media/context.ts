import type { ObjectStore } from '@/server/platform/adapters/object-store';
import type { UserContext } from '@/server/platform/context';

/** A signed-in person, and the store their files are in. */
export type MediaContext = UserContext & { readonly objectStore: ObjectStore };
