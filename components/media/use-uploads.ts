'use client';

import { useSyncExternalStore } from 'react';
import { currentUploads, subscribeUploads, type UploadItem } from './upload-queue';

const none: readonly UploadItem[] = [];

/** The files on their way, also of pages visited before: uploads go on while the reader moves around. */
export function useUploads(): readonly UploadItem[] {
  return useSyncExternalStore(subscribeUploads, currentUploads, () => none);
}
