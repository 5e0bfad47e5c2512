import { listPublicCertificates } from '@/server/domains/certificates';
import { countPeopleLearning } from '@/server/domains/enrollments';
import { listPublicBadges } from '@/server/domains/gamification';
import { listTaught } from '@/server/domains/profiles/announce';
import type { PublicProfile } from '@/server/domains/profiles/contract';
import { meanOfRatings } from '@/server/domains/profiles/rules/mean-of-ratings';
import { findRatings } from '@/server/domains/reviews';
import { findPublicProfile } from '@/server/domains/users';
import type { Conn } from '@/server/platform/db';

/** Returns what the page of a person says; null for who has none: learners who did not ask for one, and who is gone. */
export async function findPublicPage(conn: Conn, userId: string): Promise<PublicProfile | null> {
  const [profile, taught] = await Promise.all([findPublicProfile(conn, userId), listTaught(conn, userId)]);
  if (profile === null || (taught.length === 0 && !profile.isPublic)) return null;
  const { handle, name, headline, bio, links, picture, isPublic, showCertificates, showBadges } = profile;
  const [teaching, certificates, badges] = await Promise.all([
    taught.length === 0
      ? null
      : teachingOf(
          conn,
          taught.map(({ id }) => id),
        ),
    isPublic && showCertificates ? listPublicCertificates(conn, userId) : null,
    isPublic && showBadges ? listPublicBadges(conn, userId) : null,
  ]);
  return {
    ...{ id: userId, handle, name, headline, bio, picture, teaching, certificates, badges },
    links: [...links],
    isListed: taught.length > 0 || profile.isListed,
  };
}

async function teachingOf(conn: Conn, courseIds: readonly string[]): Promise<PublicProfile['teaching']> {
  const [ratings, learners] = await Promise.all([
    findRatings(conn, courseIds),
    countPeopleLearning(conn, courseIds),
  ]);
  return {
    courses: courseIds.length,
    learners,
    rating: meanOfRatings([...ratings.values()]),
  };
}
