import { defineErrors } from '@/server/platform/errors';

/** What can go wrong with an instructor's library. */
export const libraryErrors = defineErrors('library', { in_use: 'conflict' });
