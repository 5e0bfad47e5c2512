import { describe, expect, it } from 'vitest';
import { scriptJson } from '@/components/course/structured-data';
import { personData } from '@/components/profile/person-data';

const place = { origin: 'https://lyceum.test', url: 'https://lyceum.test/en/people/ada' };
const bare = {
  ...{ id: 'secret-id', handle: 'ada', name: 'Ada', headline: '', bio: '', links: [], picture: null },
  ...{ isListed: true, teaching: null, certificates: null, badges: null },
};

describe('a person for machines', () => {
  it('says nothing that the person has not said', () => {
    expect(personData(bare, place)).toEqual({
      '@context': 'https://schema.org',
      '@type': 'ProfilePage',
      url: place.url,
      mainEntity: { '@type': 'Person', '@id': place.url, url: place.url, name: 'Ada' },
    });
  });

  it('is a teacher of the school with a picture and pages of their own, and can end no script', () => {
    const whole = {
      ...bare,
      bio: '</script><script>alert(1)</script>',
      links: ['https://example.org/'],
      picture: { large: '/media/avatars/a.webp', small: '/media/avatars/a-small.webp' },
      teaching: { courses: 1, learners: 2, rating: { count: 0, mean: null } },
    };
    const text = scriptJson(personData(whole, place));
    expect(text).not.toContain('</script');
    expect(text).not.toContain('secret-id');
    expect(JSON.parse(text)).toMatchObject({
      mainEntity: {
        sameAs: ['https://example.org/'],
        image: 'https://lyceum.test/media/avatars/a.webp',
        affiliation: { name: 'Lyceum' },
      },
    });
  });
});
