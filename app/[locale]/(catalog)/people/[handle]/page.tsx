import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { publicPageMetadata } from '@/components/catalog/page-addresses';
import { scriptJson } from '@/components/course/structured-data';
import { personData } from '@/components/profile/person-data';
import { PersonPage } from '@/components/profile/person-page';
import { Main } from '@/components/shell/page';
import { redirect } from '@/i18n/navigation';
import { getPublicProfile, resolveHandle } from '@/server/domains/profiles/cached';
import type { PublicProfile } from '@/server/domains/profiles/contract';
import { getTaughtCourses } from '@/server/domains/search/cached';
import { env } from '@/server/platform/env';

/*
 * As for a course: the page waits for its person, because an address without one has to answer 404 (ADR 0007).
 */
export const instant = false;
export const ensureStatic = 'navigation';

/** Pages of people are made by their first reader. No handle can be this one, which stands in for them at the build. */
export function generateStaticParams(): { handle: string }[] {
  return [{ handle: '-' }];
}

type Params = Promise<{ handle: string }>;

/** Finds whose page it is; an address that somebody has given up leads to their present one. */
async function findPerson(params: Params): Promise<PublicProfile> {
  const { handle } = await params;
  const found = await resolveHandle(handle);
  const profile = found === null ? null : await getPublicProfile(found.userId);
  if (found === null || profile === null) notFound();
  if (found.handle !== handle) {
    return redirect({ href: `/people/${found.handle}`, locale: await getLocale() });
  }
  return profile;
}

/** Describes the person to those who link to them; search engines list who teaches, and learners who want it. */
export async function generateMetadata({ params }: { readonly params: Params }): Promise<Metadata> {
  const [person, locale, t] = await Promise.all([
    findPerson(params),
    getLocale(),
    getTranslations('profile.publicPage'),
  ]);
  const { name, handle, headline, picture, teaching, isListed } = person;
  const plain = t(teaching === null ? 'learnerDescription' : 'teacherDescription', { name });
  return {
    ...publicPageMetadata({
      locale,
      path: `/people/${handle}`,
      title: name,
      description: headline === '' ? plain : headline,
      picture: picture === null ? null : { url: picture.large, width: 384, height: 384 },
    }),
    ...(isListed ? {} : { robots: { index: false } }),
  };
}

/** What a person shows of themselves: what they teach, and what they have learnt. */
export default async function PublicPersonPage({ params }: { readonly params: Params }) {
  const [person, locale] = await Promise.all([findPerson(params), getLocale()]);
  const courses = person.teaching === null ? [] : await getTaughtCourses(person.id, locale);
  const origin = env().APP_URL;
  const data = personData(person, {
    origin,
    url: new URL(`/${locale}/people/${person.handle}`, origin).href,
  });
  return (
    <Main>
      <PersonPage person={person} courses={courses} />
      {person.isListed ? (
        <script
          type="application/ld+json"
          // biome-ignore lint/security/noDangerouslySetInnerHtml: data for machines, with every `<` escaped
          dangerouslySetInnerHTML={{ __html: scriptJson(data) }}
        />
      ) : null}
    </Main>
  );
}
