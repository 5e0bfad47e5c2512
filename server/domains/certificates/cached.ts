import 'server-only';
import { cacheLife, cacheTag } from 'next/cache';
import type { CertificateView } from '@/server/domains/certificates/contract';
import { findByCode } from '@/server/domains/certificates/queries';
import { normaliseCode } from '@/server/domains/certificates/rules/code';
import { tag } from '@/server/platform/cache';
import { readDb } from '@/server/platform/db';

/** Returns what the public check says about a code as a person typed it, or null. */
export async function verifyCertificate(typed: string): Promise<CertificateView | null> {
  const code = normaliseCode(typed);
  // What cannot be a code is answered here, so that nonsense fills no cache.
  return code === null ? null : await readCertificate(code);
}

/** Cached until the certificate changes, under one key for every way of typing its code. */
async function readCertificate(code: string): Promise<CertificateView | null> {
  'use cache';
  cacheTag(tag.certificate(code));
  cacheLife('minutes');
  return await findByCode(readDb(), code);
}
