import type { ActorApiKey } from '@/server/platform/actor';
import { type ApiKeyScope, apiKeyScopes } from '@/server/platform/api-key-scopes';
import { AppError, platformErrors } from '@/server/platform/errors';

/**
 * Which procedures each scope of an API key opens. What is not listed is refused to every key, whatever its person may
 * do; accounts, ways in, people, privacy, staff and the audit log are left out for good, and a test says so.
 */
export const apiKeyProcedures: Readonly<Record<ApiKeyScope, readonly string[]>> = {
  'courses.read': [
    'courses.frame',
    'courses.details',
    'content.outline',
    'content.lesson',
    'content.checklist',
    'exchange.pull',
  ],
  'courses.write': [
    'courses.create',
    'courses.saveDetails',
    'content.saveLesson',
    'content.addSection',
    'content.addLesson',
    'content.rename',
    'content.move',
    'content.remove',
    'content.restore',
    'exchange.check',
    'exchange.push',
  ],
  'courses.publish': ['content.publish', 'content.archive'],
  'media.read': ['library.list', 'exchange.files'],
  'media.write': [
    'media.openUploads',
    'media.beginUpload',
    'media.signParts',
    'media.completeUpload',
    'media.cancelUpload',
    'media.setAlt',
    'media.setCaptions',
    'media.removeCaptions',
  ],
  'learning.read': [
    'enrollments.listMine',
    'enrollments.findMine',
    'certificates.listMine',
    'certificates.findMine',
  ],
};

/** Returns the scope that opens a procedure to API keys; null when none does. */
export function scopeOf(path: string): ApiKeyScope | null {
  return apiKeyScopes.find((scope) => apiKeyProcedures[scope].includes(path)) ?? null;
}

/**
 * Refuses what a key does not open.
 *
 * @throws AppError `platform/not_by_api_key` for what no key opens; `platform/scope_missing` with the scope it takes.
 */
export function requireScope(apiKey: ActorApiKey, path: string): void {
  const scope = scopeOf(path);
  if (scope === null) throw new AppError(platformErrors.not_by_api_key);
  if (!apiKey.scopes.includes(scope)) {
    throw new AppError(platformErrors.scope_missing, { details: { scope } });
  }
}
