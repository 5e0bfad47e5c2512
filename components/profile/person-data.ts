import type { Json, Publication } from '@/components/course/structured-data';
import type { PublicProfile } from '@/server/domains/profiles/contract';

/** A person in the vocabulary of schema.org/ProfilePage; only what their page says as well. */
export function personData(person: PublicProfile, { origin, url }: Publication): Json {
  const { name, headline, bio, links, picture, teaching } = person;
  return {
    '@context': 'https://schema.org',
    '@type': 'ProfilePage',
    url,
    mainEntity: {
      '@type': 'Person',
      '@id': url,
      url,
      name,
      ...(headline === '' ? {} : { jobTitle: headline }),
      ...(bio === '' ? {} : { description: bio }),
      ...(links.length === 0 ? {} : { sameAs: links }),
      ...(picture === null ? {} : { image: new URL(picture.large, origin).href }),
      ...(teaching === null ? {} : { affiliation: { '@type': 'Organization', name: 'Lyceum', url: origin } }),
    },
  };
}
