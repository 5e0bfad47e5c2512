import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type ApiKeyScope, apiKeyScopes } from '@/server/platform/api-key-scopes';
import { apiKeyProcedures, scopeOf } from '@/server/trpc/api-key-procedures';
import { callers, declaredProcedures, isAdmitted } from '@/server/trpc/declared-procedures';
import type { Who } from '@/server/trpc/init';
import { callAs, callAsVisitor } from '@/test/caller';
import { testFactory } from '@/test/factory';
import { callWithin } from '@/test/session-caller';

/** Who may call what, decided here a second time: a procedure that is missing, or declared otherwise, fails. */
const expected: Record<string, Who> = {
  'analytics.learners': 'signed-in',
  'analytics.overview': 'signed-in',
  'assessments.quiz': 'signed-in',
  'assessments.review': 'signed-in',
  'assessments.saveAnswer': 'signed-in',
  'assessments.start': 'signed-in',
  'assessments.submit': 'signed-in',
  'assessments.submission': 'signed-in',
  'assessments.saveDraft': 'signed-in',
  'assessments.signFile': 'signed-in',
  'assessments.addFile': 'signed-in',
  'assessments.removeFile': 'signed-in',
  'assessments.handIn': 'signed-in',
  'assessments.submissions': 'signed-in',
  'assessments.gradeSubmission': 'signed-in',
  'auth.changePassword': 'signed-in',
  'auth.endOtherSessions': 'signed-in',
  'auth.endSession': 'signed-in',
  'audit.export': 'audit.read',
  'audit.list': 'audit.read',
  'auth.register': 'anyone',
  'auth.requestMagicLink': 'anyone',
  'auth.requestReset': 'anyone',
  'auth.resetPassword': 'anyone',
  'auth.sessions': 'signed-in',
  'auth.viewer': 'anyone',
  'auth.acceptInvitation': 'anyone',
  'auth.secondFactor': 'signed-in',
  'auth.offerSecondFactor': 'signed-in',
  'auth.confirmSecondFactor': 'signed-in',
  'auth.removeSecondFactor': 'signed-in',
  'auth.renewRecoveryCodes': 'signed-in',
  'auth.pendingEmail': 'signed-in',
  'auth.requestEmailChange': 'signed-in',
  'auth.confirmEmailChange': 'anyone',
  'auth.withdrawEmailChange': 'signed-in',
  'auth.requestPasskey': 'anyone',
  'auth.passkeys': 'signed-in',
  'auth.offerPasskey': 'signed-in',
  'auth.addPasskey': 'signed-in',
  'auth.renamePasskey': 'signed-in',
  'auth.removePasskey': 'signed-in',
  'auth.apiKeys': 'signed-in',
  'auth.addApiKey': 'signed-in',
  'auth.revokeApiKey': 'signed-in',
  'auth.identityProviders': 'anyone',
  'auth.identities': 'signed-in',
  'auth.identityOffer': 'anyone',
  'auth.linkIdentity': 'signed-in',
  'auth.removeIdentity': 'signed-in',
  'certificates.download': 'signed-in',
  'certificates.findMine': 'signed-in',
  'certificates.listMine': 'signed-in',
  'courses.cover': 'signed-in',
  'courses.setCover': 'signed-in',
  'courses.describeCover': 'signed-in',
  'courses.setVisibility': 'signed-in',
  'courses.lifecycle': 'signed-in',
  'courses.requestReview': 'signed-in',
  'courses.withdrawReview': 'signed-in',
  'courses.sendBack': 'signed-in',
  'courses.reviewQueue': 'courses.review',
  'courses.schedulePublishing': 'signed-in',
  'courses.cancelSchedule': 'signed-in',
  'courses.invitations': 'signed-in',
  'courses.checkInvitations': 'signed-in',
  'courses.sendInvitations': 'signed-in',
  'courses.withdrawInvitation': 'signed-in',
  'courses.invitation': 'anyone',
  'enrollments.acceptInvitation': 'signed-in',
  'studio.duplicateCourse': 'teach',
  'studio.duplicateLesson': 'signed-in',
  'studio.preview': 'signed-in',
  'content.lesson': 'signed-in',
  'content.saveLesson': 'signed-in',
  'content.settings': 'signed-in',
  'content.saveSettings': 'signed-in',
  'content.checklist': 'signed-in',
  'content.publish': 'signed-in',
  'content.pending': 'signed-in',
  'content.versions': 'signed-in',
  'content.compare': 'signed-in',
  'content.compareText': 'signed-in',
  'content.restoreVersion': 'signed-in',
  'content.archive': 'signed-in',
  'content.outline': 'signed-in',
  'content.addSection': 'signed-in',
  'content.addLesson': 'signed-in',
  'content.rename': 'signed-in',
  'content.move': 'signed-in',
  'content.remove': 'signed-in',
  'content.restore': 'signed-in',
  'content.release': 'signed-in',
  'content.saveRelease': 'signed-in',
  'content.setSequential': 'signed-in',
  'content.removeCohort': 'signed-in',
  'courses.createCohort': 'signed-in',
  'courses.changeCohort': 'signed-in',
  'courses.setCohortOnly': 'signed-in',
  'courses.create': 'teach',
  'courses.details': 'signed-in',
  'courses.frame': 'signed-in',
  'courses.saveDetails': 'signed-in',
  'courses.staff': 'signed-in',
  'courses.addStaff': 'signed-in',
  'courses.changeStaff': 'signed-in',
  'courses.removeStaff': 'signed-in',
  'enrollments.completeLesson': 'signed-in',
  'enrollments.enroll': 'signed-in',
  'enrollments.findMine': 'signed-in',
  'enrollments.listMine': 'signed-in',
  'enrollments.openLesson': 'signed-in',
  'enrollments.outline': 'signed-in',
  'enrollments.publishImpact': 'signed-in',
  'enrollments.recordWatch': 'signed-in',
  'enrollments.visitLesson': 'signed-in',
  'exchange.pull': 'signed-in',
  'exchange.files': 'signed-in',
  'exchange.check': 'signed-in',
  'exchange.push': 'signed-in',
  'enrollments.learner': 'signed-in',
  'enrollments.setOverride': 'signed-in',
  'enrollments.clearOverride': 'signed-in',
  'enrollments.cohorts': 'signed-in',
  'enrollments.cohortLearners': 'signed-in',
  'enrollments.moveLearner': 'signed-in',
  'library.list': 'teach',
  'library.file': 'teach',
  'library.remove': 'teach',
  'gamification.mine': 'signed-in',
  'media.openUploads': 'teach',
  'media.beginUpload': 'teach',
  'media.signParts': 'teach',
  'media.completeUpload': 'teach',
  'media.cancelUpload': 'teach',
  'media.usage': 'teach',
  'media.posters': 'teach',
  'media.setPoster': 'teach',
  'media.setAlt': 'teach',
  'media.retryProcessing': 'teach',
  'media.live': 'teach',
  'media.setCaptions': 'teach',
  'media.removeCaptions': 'teach',
  'media.captions': 'teach',
  'media.saveCaptions': 'teach',
  'media.transcript': 'signed-in',
  'notifications.list': 'signed-in',
  'notifications.live': 'signed-in',
  'notifications.markRead': 'signed-in',
  'notifications.unread': 'signed-in',
  'people.list': 'people.read',
  'people.find': 'people.read',
  'people.suspend': 'people.suspend',
  'people.restore': 'people.suspend',
  'people.changeRole': 'people.roles',
  'people.resendMail': 'people.mail',
  'people.checkInvites': 'people.invite',
  'people.sendInvites': 'people.invite',
  'privacy.consents': 'signed-in',
  'privacy.eraseFor': 'people.erase',
  'privacy.fetchExport': 'signed-in',
  'privacy.requestErasure': 'signed-in',
  'privacy.requestExport': 'signed-in',
  'privacy.setMarketing': 'signed-in',
  'privacy.state': 'signed-in',
  'privacy.withdrawErasure': 'signed-in',
  'privacy.withdrawErasureByLink': 'anyone',
  'profiles.mine': 'signed-in',
  'profiles.removePicture': 'signed-in',
  'profiles.save': 'signed-in',
  'profiles.saveInterests': 'signed-in',
};

/** What API keys open, decided here a second time: whatever is not named is refused to every key. */
const expectedScopes: Record<string, ApiKeyScope> = {
  'courses.frame': 'courses.read',
  'courses.details': 'courses.read',
  'content.outline': 'courses.read',
  'content.lesson': 'courses.read',
  'content.checklist': 'courses.read',
  'exchange.pull': 'courses.read',
  'exchange.check': 'courses.write',
  'exchange.push': 'courses.write',
  'exchange.files': 'media.read',
  'courses.create': 'courses.write',
  'courses.saveDetails': 'courses.write',
  'content.saveLesson': 'courses.write',
  'content.addSection': 'courses.write',
  'content.addLesson': 'courses.write',
  'content.rename': 'courses.write',
  'content.move': 'courses.write',
  'content.remove': 'courses.write',
  'content.restore': 'courses.write',
  'content.publish': 'courses.publish',
  'content.archive': 'courses.publish',
  'library.list': 'media.read',
  'media.openUploads': 'media.write',
  'media.beginUpload': 'media.write',
  'media.signParts': 'media.write',
  'media.completeUpload': 'media.write',
  'media.cancelUpload': 'media.write',
  'media.setAlt': 'media.write',
  'media.setCaptions': 'media.write',
  'media.removeCaptions': 'media.write',
  'enrollments.listMine': 'learning.read',
  'enrollments.findMine': 'learning.read',
  'certificates.listMine': 'learning.read',
  'certificates.findMine': 'learning.read',
};

/** Domains in which no key ever opens anything. */
const neverByKey = /^(auth|people|privacy|profiles|audit)\./;

const callable = z.custom<(input: unknown) => Promise<unknown>>((value) => typeof value === 'function');

/** What comes of a call with an empty input: refusals come before the input is looked at. */
async function outcome(caller: object, path: string): Promise<string> {
  const [domain = '', name = ''] = path.split('.');
  const procedure = callable.parse(Reflect.get(Reflect.get(caller, domain), name));
  return await procedure({}).then(
    () => 'accepted',
    (error: Error) => error.message,
  );
}

describe('authorization', () => {
  it('is decided for every procedure, and for no other', () => {
    const actual = Object.fromEntries(
      declaredProcedures().map(({ path, meta }) => [path, meta?.who ?? 'undeclared']),
    );
    expect(actual).toEqual(expected);
  });

  it('bounds how often anything may be written', () => {
    const unbounded = declaredProcedures().filter(
      ({ type, meta }) => type === 'mutation' && (meta?.rate ?? 'none') === 'none',
    );
    expect(unbounded.map(({ path }) => path)).toEqual([]);
  });

  it.each(callers)(
    'lets a %s call what they may, and refuses all else before reading the input',
    async (who) => {
      const caller = who === 'visitor' ? callAsVisitor() : callAs(await testFactory().user({ role: who }));
      const refusal = who === 'visitor' ? 'platform/unauthenticated' : 'platform/forbidden';
      for (const { path } of declaredProcedures()) {
        const needed = expected[path];
        const mayCall = needed !== undefined && isAdmitted(who, needed);
        const result = await outcome(caller, path);
        if (mayCall) expect([path, result]).not.toContain(refusal);
        else expect([path, result]).toEqual([path, refusal]);
      }
    },
  );

  it('is decided for every procedure that an API key opens, none of them anybody’s own or sensitive', () => {
    const declared = new Map(declaredProcedures().map(({ path, meta }) => [path, meta]));
    const listed = apiKeyScopes.flatMap((scope) => apiKeyProcedures[scope].map((path) => [path, scope]));
    expect(listed.length).toBe(new Set(listed.map(([path]) => path)).size);
    expect(Object.fromEntries(listed)).toEqual(expectedScopes);
    for (const [path = ''] of listed) {
      expect([path, declared.has(path), neverByKey.test(path)]).toEqual([path, true, false]);
      const { isOwnActOnly, needsRecentProof } = declared.get(path) ?? {};
      expect([path, isOwnActOnly, needsRecentProof]).toEqual([path, undefined, undefined]);
    }
  });

  it('refuses an administrator’s key whatever no key opens, and each key what its scopes do not', async () => {
    const { id: userId } = await testFactory().user({ role: 'admin' });
    const keyed = (scopes: readonly ApiKeyScope[]) =>
      callWithin({ kind: 'user', userId, role: 'admin', apiKey: { id: crypto.randomUUID(), scopes } });
    const [withAll, withNone] = [keyed(apiKeyScopes), keyed([])];
    for (const { path } of declaredProcedures()) {
      const scope = scopeOf(path);
      const result = await outcome(withAll, path);
      if (scope !== null) expect([path, result]).not.toContain('platform/scope_missing');
      expect([path, result === 'platform/not_by_api_key']).toEqual([path, scope === null]);
      const refusal = scope === null ? 'platform/not_by_api_key' : 'platform/scope_missing';
      expect([path, await outcome(withNone, path)]).toEqual([path, refusal]);
    }
  });
});
