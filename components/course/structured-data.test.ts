import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CoursePage } from '@/server/domains/search/contract';
import { breadcrumbData, courseData, scriptJson } from './structured-data';

const course: CoursePage = {
  id: '01900000-0000-7000-8000-000000000001',
  slug: 'sql',
  title: 'SQL that answers',
  subtitle: 'From question to query.',
  level: 'beginner',
  language: 'en',
  category: { slug: 'data', name: 'Data', description: '' },
  teachers: [{ name: 'Mara', handle: 'mara' }],
  people: [{ name: 'Mara', handle: 'mara', headline: 'Engineer', picture: null, bio: '' }],
  lessonCount: 3,
  minutes: 90,
  rating: { count: 4, mean: 4.3, perStar: [0, 0, 1, 1, 2] },
  cover: null,
  descriptionMd: '',
  outcomes: ['Ask'],
  requirements: [],
  audience: '',
  curriculum: { sections: [] },
  cohorts: [],
  reviews: [],
  publishedAt: new Date('2026-01-02T00:00:00Z'),
  isListed: true,
  updatedAt: new Date('2026-01-02T00:00:00Z'),
};
const place = { origin: 'https://lyceum.test', url: 'https://lyceum.test/en/courses/sql' };

describe('courseData', () => {
  it('offers the course for nothing, says how long it is and who teaches', () => {
    expect(courseData(course, place)).toMatchObject({
      '@type': 'Course',
      offers: [{ category: 'Free', price: 0 }],
      hasCourseInstance: [
        { courseMode: 'online', courseWorkload: 'PT1H30M', instructor: [{ name: 'Mara' }] },
      ],
      aggregateRating: { ratingValue: 4.3, reviewCount: 4 },
    });
  });

  it.each([
    [5, 'PT5M'],
    [60, 'PT1H'],
    [0, 'PT0M'],
  ])('writes %i minutes as %s', (minutes, workload) => {
    expect(courseData({ ...course, minutes }, place)).toMatchObject({
      hasCourseInstance: [{ courseWorkload: workload }],
    });
  });

  it('has an instance with its dates for every cohort', () => {
    const cohort: CoursePage['cohorts'][number] = {
      ...{ id: 'spring', name: 'Spring', zone: 'Europe/Madrid', enrolment: 'open' },
      ...{ startsAt: new Date('2026-03-02T08:00:00Z'), endsAt: new Date('2026-05-31T21:59:00Z') },
      ...{ enrolFrom: null, enrolUntil: null },
    };
    const cohorts = [cohort, { ...cohort, name: 'Ever', endsAt: null }];
    expect(courseData({ ...course, cohorts }, place)).toMatchObject({
      hasCourseInstance: [
        { name: 'Spring', startDate: '2026-03-02T08:00:00.000Z', endDate: '2026-05-31T21:59:00.000Z' },
        { name: 'Ever', courseMode: 'online' },
      ],
    });
  });

  it('claims no rating where there is none', () => {
    const rating: CoursePage['rating'] = { count: 0, mean: null, perStar: [0, 0, 0, 0, 0] };
    expect(courseData({ ...course, rating }, place)).not.toHaveProperty('aggregateRating');
  });

  it('gives the picture an absolute address', () => {
    const cover = { url: '/media/images/x.png', width: 2, height: 1, alt: '', sources: [], shadePercent: 0 };
    expect(courseData({ ...course, cover }, place)).toMatchObject({
      image: 'https://lyceum.test/media/images/x.png',
    });
  });
});

describe('scriptJson', () => {
  it('never ends its element and keeps every word', () => {
    const texts = fc.oneof(fc.string(), fc.constantFrom('</script><script>alert(1)</script>', '<!--', ']]>'));
    fc.assert(
      fc.property(texts, (name) => {
        const data = breadcrumbData([{ name, url: place.url }]);
        expect(scriptJson(data)).not.toContain('<');
        expect(JSON.parse(scriptJson(data))).toEqual(data);
      }),
    );
  });
});
