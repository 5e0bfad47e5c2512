import { addLesson, addSection, rename } from '@/server/domains/content/commands/add-to-outline';
import {
  moveInOutline,
  removeFromOutline,
  restoreToOutline,
} from '@/server/domains/content/commands/move-in-outline';
import { archiveCourse, publishCourse } from '@/server/domains/content/commands/publish-course';
import { restoreVersion } from '@/server/domains/content/commands/restore-version';
import { saveLesson } from '@/server/domains/content/commands/save-lesson';
import { saveSettings } from '@/server/domains/content/commands/save-settings';
import * as contract from '@/server/domains/content/contract';
import { saveSettingsInput, settingsSaved, studioSettings } from '@/server/domains/content/contract/settings';
import * as versions from '@/server/domains/content/contract/versions';
import { compareTexts, compareVersions, getPending } from '@/server/domains/content/queries/compare-versions';
import { getChecklist } from '@/server/domains/content/queries/get-checklist';
import { getLessonText } from '@/server/domains/content/queries/get-lesson-text';
import { getOutline } from '@/server/domains/content/queries/get-outline';
import { getSettings } from '@/server/domains/content/queries/get-settings';
import { listVersions } from '@/server/domains/content/queries/list-versions';
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
    .output(versions.textDiff)
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
});
