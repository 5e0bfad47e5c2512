import type { StoredObject } from '../storage/records';
import { s3Error } from './s3-error';

/** The four conditional headers, whatever their wire names were. */
export type Conditions = {
  readonly ifMatch: string | undefined;
  readonly ifNoneMatch: string | undefined;
  readonly ifModifiedSince: string | undefined;
  readonly ifUnmodifiedSince: string | undefined;
};

/** Reads the conditions of a request; copies name theirs with the prefix `x-amz-copy-source-`. */
export function readConditions(headers: Readonly<Record<string, string>>, prefix = ''): Conditions {
  return {
    ifMatch: headers[`${prefix}if-match`],
    ifNoneMatch: headers[`${prefix}if-none-match`],
    ifModifiedSince: headers[`${prefix}if-modified-since`],
    ifUnmodifiedSince: headers[`${prefix}if-unmodified-since`],
  };
}

function matchesEtag(list: string, object: StoredObject): boolean {
  return list.split(',').some((candidate) => {
    const tag = candidate.trim().replace(/^W\//, '').replace(/^"|"$/g, '');
    return tag === '*' || tag === object.etag;
  });
}

/** HTTP dates have whole seconds. */
function wholeSeconds(object: StoredObject): number {
  return Math.floor(object.modifiedAt / 1000) * 1000;
}

/**
 * Whether an existing object should be sent, or only confirmed as unchanged. A date counts only where no tag was given.
 * @throws PreconditionFailed
 */
export function evaluateRead(object: StoredObject, conditions: Conditions): 'send' | 'not-modified' {
  const { ifMatch, ifNoneMatch, ifModifiedSince, ifUnmodifiedSince } = conditions;
  if (ifMatch !== undefined) {
    if (!matchesEtag(ifMatch, object)) throw s3Error('PreconditionFailed');
  } else if (ifUnmodifiedSince !== undefined && wholeSeconds(object) > Date.parse(ifUnmodifiedSince)) {
    throw s3Error('PreconditionFailed');
  }
  if (ifNoneMatch !== undefined) return matchesEtag(ifNoneMatch, object) ? 'not-modified' : 'send';
  const isUnchanged = ifModifiedSince !== undefined && wholeSeconds(object) <= Date.parse(ifModifiedSince);
  return isUnchanged ? 'not-modified' : 'send';
}

/**
 * Lets a write pass: `If-None-Match: *` creates only, `If-Match` replaces only that version.
 * @throws PreconditionFailed, NoSuchKey
 */
export function checkWrite(current: StoredObject | undefined, { ifMatch, ifNoneMatch }: Conditions): void {
  if (ifNoneMatch !== undefined) {
    if (ifNoneMatch.trim() !== '*') {
      throw s3Error('NotImplemented', 'A write takes If-None-Match only with the value *.');
    }
    if (current !== undefined) throw s3Error('PreconditionFailed');
  }
  if (ifMatch === undefined) return;
  if (current === undefined) throw s3Error('NoSuchKey');
  if (!matchesEtag(ifMatch, current)) throw s3Error('PreconditionFailed');
}
