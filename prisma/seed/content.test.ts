import { describe, expect, it } from 'vitest';
import { lessonKinds } from '@/server/domains/content/contract/settings';
import { demoAccounts } from './demo-accounts';
import { loadContent } from './load-content';

const content = await loadContent();

describe('the demonstration school', () => {
  it('is as large as promised', () => {
    expect(content.courses.length).toBeGreaterThanOrEqual(12);
    expect(new Set(content.courses.map(({ category }) => category)).size).toBe(5);
    expect(content.instructors).toHaveLength(3);
    expect(content.learners).toHaveLength(40);
  });

  it.each(content.courses)('has text, picture, video and quiz in $slug', ({ sections, images }) => {
    const kinds = sections.flatMap(({ lessons }) => lessons.map(({ kind }) => kind));
    expect(kinds).toEqual(expect.arrayContaining(['article', 'video', 'quiz']));
    expect(sections.length).toBeGreaterThanOrEqual(2);
    expect(images.size).toBeGreaterThan(0);
  });

  it('has a lesson of every kind', () => {
    const kinds = content.courses.flatMap(({ sections }) =>
      sections.flatMap(({ lessons }) => lessons.map(({ kind }) => kind)),
    );
    expect(new Set(kinds)).toEqual(new Set(lessonKinds));
  });

  it.each(content.courses)('gives every lesson of $slug its own address', ({ sections }) => {
    const slugs = sections.flatMap(({ lessons }) => lessons.map(({ slug }) => slug));
    expect(new Set(slugs).size).toBe(slugs.length);
  });

  it('gives everyone an address of their own, and the demo accounts a person', () => {
    const emails = [...content.learners, ...content.instructors].map(({ email }) => email);
    expect(new Set(emails).size).toBe(emails.length);
    for (const { email, role } of demoAccounts)
      if (role === 'learner' || role === 'instructor') expect(emails).toContain(email);
    expect(content.learners[0]?.email).toBe('learner@lyceum.test');
  });
});
