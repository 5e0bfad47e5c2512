import { describe, expect, it } from 'vitest';
import { storedSettings } from '@/server/domains/content/contract/settings';
import { testDb } from '@/test/test-db';
import { moveSessions } from './build-parts';
import { loadContent } from './load-content';
import type { MediaLibrary, VideoMedia } from './media-library';
import { buildRows } from './seed';
import { later, seedNow, span } from './seed-rows';
import { writeRowsWhenEmpty } from './write-rows';

const content = await loadContent();

function fakeVideo(name: string): VideoMedia {
  const file = (extension: string, contentType: string) => ({
    key: `private/videos/${name}.${extension}`,
    contentType,
    body: new Uint8Array(1),
  });
  return {
    file: file('mp4', 'video/mp4'),
    poster: file('webp', 'image/webp'),
    captions: file('vtt', 'text/vtt'),
    ...{ width: 1280, height: 720, durationMs: 24_000 },
  };
}

/** The library as it would be, without the minutes of rendering. */
const media: MediaLibrary = {
  images: new Map(
    content.courses.flatMap(({ slug, images }) =>
      [...images.values()].map(({ name, svg }) => {
        const file = {
          key: `public/images/${slug}/${name}`,
          contentType: 'image/svg+xml',
          body: Buffer.from(svg),
        };
        return [`${slug}/${name}`, { file, width: 640, height: 320 }] as const;
      }),
    ),
  ),
  videos: new Map(
    content.courses.flatMap(({ slug, sections }) =>
      sections
        .flatMap(({ lessons }) => lessons)
        .filter(({ kind }) => kind === 'video')
        .map((lesson) => [`${slug}/${lesson.slug}`, fakeVideo(`${slug}/${lesson.slug}`)] as const),
    ),
  ),
};

const build = () => buildRows(content, media, 'hash');

describe('the seed', () => {
  it('is the same every time', () => {
    expect(build()).toEqual(build());
  });

  it('fits every table and constraint, and publishes every lesson', async () => {
    expect(await writeRowsWhenEmpty(testDb(), build())).toBe(true);
    expect(await testDb().lesson.count({ where: { publishedVersionId: null } })).toBe(0);
    expect(
      await testDb().lesson.count({ where: { kind: 'video', publishedVersion: { assetId: null } } }),
    ).toBe(0);
    expect(await testDb().lesson.count({ where: { kind: 'quiz', quiz: null } })).toBe(0);
    const versions = await testDb().lessonVersion.findMany({
      where: { lesson: { kind: { notIn: ['article', 'video'] } } },
      select: { settings: true },
    });
    // Settings that are not sound would be read as those of an empty lesson.
    for (const { settings } of versions) expect(() => storedSettings.parse(settings)).not.toThrow();
    expect(await testDb().user.count({ where: { emailVerifiedAt: null } })).toBe(0);
  });

  it('is written once by several at the same time, and never beside people', async () => {
    const rows = build();
    const runs = await Promise.all(Array.from({ length: 3 }, () => writeRowsWhenEmpty(testDb(), rows)));
    expect(runs.filter(Boolean)).toHaveLength(1);
    expect(await writeRowsWhenEmpty(testDb(), rows)).toBe(false);
  });

  it('has its live session ahead, whenever it is made, and what was completed by handing in is there', () => {
    const startsAt = (days: number) => {
      const rows = build();
      const now = later(seedNow, days * span.day);
      moveSessions(rows, now);
      const all = rows.lessonVersions.map(({ settings }) => storedSettings.safeParse(settings).data);
      const live = all.find((settings) => settings?.kind === 'live');
      return { now, startsAt: new Date(live?.kind === 'live' ? (live.startsAt ?? 0) : 0) };
    };
    for (const days of [0, 1.3, 200, 1_000]) {
      const session = startsAt(days);
      expect(session.startsAt.getTime()).toBeGreaterThan(later(session.now, 7 * span.day).getTime());
    }
    const { lessons, lessonProgress, submissions } = build();
    const assigned = new Set(lessons.flatMap(({ id, kind }) => (kind === 'assignment' ? [id] : [])));
    const done = lessonProgress.filter((row) => assigned.has(row.lessonId) && row.completedAt);
    expect(done.length).toBeGreaterThan(0);
    expect(submissions.map(({ enrollmentId }) => enrollmentId).toSorted()).toEqual(
      done.map(({ enrollmentId }) => enrollmentId).toSorted(),
    );
    expect(submissions.every(({ submittedAt }) => submittedAt != null && submittedAt <= seedNow)).toBe(true);
  });

  it('tells a story without contradictions', () => {
    const { enrollments, lessonProgress, lessons, certificates, reviews, attempts, quizzes } = build();
    for (const enrollment of enrollments) {
      const progress = lessonProgress.filter(({ enrollmentId }) => enrollmentId === enrollment.id);
      const done = progress.filter(({ completedAt }) => completedAt);
      const isWhole =
        done.length === lessons.filter(({ courseId }) => courseId === enrollment.courseId).length;
      expect(Boolean(enrollment.completedAt)).toBe(isWhole);
      const issued = certificates.filter(
        (row) => row.userId === enrollment.userId && row.courseId === enrollment.courseId,
      );
      expect(issued).toHaveLength(isWhole ? 1 : 0);
      expect(enrollment.lastActivityAt <= seedNow).toBe(true);
      expect(enrollment.enrolledAt <= enrollment.lastActivityAt).toBe(true);
    }
    for (const { completedAt, startedAt } of lessonProgress) {
      if (completedAt) expect(startedAt <= completedAt && completedAt <= seedNow).toBe(true);
    }
    for (const { lessonId } of quizzes) {
      const passed = lessonProgress.filter((row) => row.lessonId === lessonId && row.completedAt);
      const attemptsPassed = attempts.filter(({ isPassed, quizId }) => {
        return isPassed && quizzes.some((quiz) => quiz.id === quizId && quiz.lessonId === lessonId);
      });
      expect(passed).toHaveLength(attemptsPassed.length);
    }
    for (const { userId, courseId } of reviews) {
      expect(enrollments.some((row) => row.userId === userId && row.courseId === courseId)).toBe(true);
    }
  });
});
