import { addLesson, addSection, rename } from '@/server/domains/content/commands/add-to-outline';
import {
  moveInOutline,
  removeFromOutline,
  restoreToOutline,
} from '@/server/domains/content/commands/move-in-outline';
import { archiveCourse, publishCourse } from '@/server/domains/content/commands/publish-course';
import { restoreVersion } from '@/server/domains/content/commands/restore-version';
import { saveLesson } from '@/server/domains/content/commands/save-lesson';
import { removeCohort, saveRelease, setSequential } from '@/server/domains/content/commands/save-release';
import { saveSettings } from '@/server/domains/content/commands/save-settings';
import * as contract from '@/server/domains/content/contract';
import * as release from '@/server/domains/content/contract/release';
import { saveSettingsInput, settingsSaved, studioSettings } from '@/server/domains/content/contract/settings';
import * as versions from '@/server/domains/content/contract/versions';
import { compareTexts, compareVersions, getPending } from '@/server/domains/content/queries/compare-versions';
import { getChecklist } from '@/server/domains/content/queries/get-checklist';
import { getLessonText } from '@/server/domains/content/queries/get-lesson-text';
import { getOutline } from '@/server/domains/content/queries/get-outline';
import { getSettings } from '@/server/domains/content/queries/get-settings';
import { listVersions } from '@/server/domains/content/queries/list-versions';
import { getReleasePlan } from '@/server/domains/content/queries/release-plan';
import { byCourseSlug } from '@/server/domains/courses/contract';
import { router, signedIn } from '@/server/trpc/procedures';

/** What courses are made of, for those who make them; in which course, its staff says. */
export const contentRouter = router({
  outline: signedIn('none')
    .input(byCourseSlug)
    .output(contract.studioOutline)
    .query(async ({ ctx, input }) => await getOutline(ctx, input)),
  lesson: signedIn('none')
    .input(contract.lessonPick)
    .output(contract.lessonText)
    .query(async ({ ctx, input }) => await getLessonText(ctx, input)),
  saveLesson: signedIn('write')
    .input(contract.saveLessonInput)
    .output(contract.lessonSaved)
    .mutation(async ({ ctx, input }) => await saveLesson(ctx, input)),
  settings: signedIn('none')
    .input(contract.lessonPick)
    .output(studioSettings)
    .query(async ({ ctx, input }) => await getSettings(ctx, input)),
  saveSettings: signedIn('write')
    .input(saveSettingsInput)
    .output(settingsSaved)
    .mutation(async ({ ctx, input }) => await saveSettings(ctx, input)),
  checklist: signedIn('none')
    .input(byCourseSlug)
    .output(contract.checklist)
    .query(async ({ ctx, input }) => await getChecklist(ctx, input)),
  publish: signedIn('write')
    .input(versions.publishInput)
    .output(contract.checklist)
    .mutation(async ({ ctx, input }) => await publishCourse(ctx, input)),
  pending: signedIn('none')
    .input(byCourseSlug)
    .output(versions.pendingChanges)
    .query(async ({ ctx, input }) => await getPending(ctx, input)),
  versions: signedIn('none')
    .input(versions.versionsInput)
    .output(versions.versionList)
    .query(async ({ ctx, input }) => await listVersions(ctx, input)),
  compare: signedIn('none')
    .input(versions.compareInput)
    .output(versions.courseComparison)
    .query(async ({ ctx, input }) => await compareVersions(ctx, input)),
  compareText: signedIn('none')
    .input(versions.compareTextInput)
    .output(versions.lessonComparison)
    .query(async ({ ctx, input }) => await compareTexts(ctx, input)),
  restoreVersion: signedIn('write')
    .input(versions.versionPick)
    .output(versions.versionRestored)
    .mutation(async ({ ctx, input }) => await restoreVersion(ctx, input)),
  archive: signedIn('write')
    .input(byCourseSlug)
    .output(contract.checklist)
    .mutation(async ({ ctx, input }) => await archiveCourse(ctx, input)),
  addSection: signedIn('write')
    .input(contract.addSectionInput)
    .output(contract.studioOutline)
    .mutation(async ({ ctx, input }) => await addSection(ctx, input)),
  addLesson: signedIn('write')
    .input(contract.addLessonInput)
    .output(contract.studioOutline)
    .mutation(async ({ ctx, input }) => await addLesson(ctx, input)),
  rename: signedIn('write')
    .input(contract.renameInput)
    .output(contract.studioOutline)
    .mutation(async ({ ctx, input }) => await rename(ctx, input)),
  move: signedIn('write')
    .input(contract.moveInput)
    .output(contract.studioOutline)
    .mutation(async ({ ctx, input }) => await moveInOutline(ctx, input)),
  remove: signedIn('write')
    .input(contract.outlinePicks)
    .output(contract.studioOutline)
    .mutation(async ({ ctx, input }) => await removeFromOutline(ctx, input)),
  restore: signedIn('write')
    .input(contract.outlinePicks)
    .output(contract.studioOutline)
    .mutation(async ({ ctx, input }) => await restoreToOutline(ctx, input)),
  release: signedIn('none')
    .input(byCourseSlug)
    .output(release.releasePlan)
    .query(async ({ ctx, input }) => await getReleasePlan(ctx, input)),
  saveRelease: signedIn('write')
    .input(release.saveReleaseInput)
    .output(release.releaseSaved)
    .mutation(async ({ ctx, input }) => await saveRelease(ctx, input)),
  setSequential: signedIn('write')
    .input(release.setSequentialInput)
    .output(release.releaseSaved)
    .mutation(async ({ ctx, input }) => await setSequential(ctx, input)),
  removeCohort: signedIn('write')
    .input(release.removeCohortInput)
    .output(release.removeCohortInput.pick({ cohortId: true }))
    .mutation(async ({ ctx, input }) => await removeCohort(ctx, input)),
});
