import 'server-only';
import { cacheLife, cacheTag } from 'next/cache';
import type { PublicProfile } from '@/server/domains/profiles/contract';
import { findPublicPage } from '@/server/domains/profiles/queries/public-profile';
import { listTeacherHandles } from '@/server/domains/profiles/queries/teacher-handles';
import { findByHandle } from '@/server/domains/users';
import { handle as handleSchema } from '@/server/domains/users/contract';
import { tag } from '@/server/platform/cache';
import { readDb } from '@/server/platform/db';

/**
 * Returns whom an address of people leads to, and the handle they have now, or null. What cannot be a handle is answered
 * here, so that nonsense fills no cache.
 */
export async function resolveHandle(typed: string): Promise<{ userId: string; handle: string } | null> {
  const parsed = handleSchema.safeParse(typed);
  return parsed.success ? await readHandle(parsed.data) : null;
}

/** Cached until anybody's address changes: they do so rarely, and the question is one row of an index. */
async function readHandle(handle: string): Promise<{ userId: string; handle: string } | null> {
  'use cache';
  cacheTag(tag.handles());
  cacheLife('hours');
  return await findByHandle(readDb(), handle, new Date());
}

/** Returns what the page of a person says, or null, cached until that changes; how many learn may be an hour old. */
export async function getPublicProfile(userId: string): Promise<PublicProfile | null> {
  'use cache';
  cacheTag(tag.person(userId));
  cacheLife('hours');
  return await findPublicPage(readDb(), userId);
}

/** Returns the handles of everybody who teaches a published course, cached with the catalogue and the addresses. */
export async function getTeacherHandles(): Promise<string[]> {
  'use cache';
  cacheTag(tag.catalogue(), tag.handles());
  cacheLife('hours');
  return await listTeacherHandles(readDb());
}
