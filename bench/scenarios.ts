import { z } from 'zod';
import { mutationBody, query, queryPath } from '@/scripts/site-client';
import { learnerPages, type SitePage } from '@/scripts/site-pages';
import { ratePolicies } from '@/server/platform/ratelimit';
import type { BenchRequest } from './load';

/** One kind of request: how it is made, and how many may be sent before a limit of the site answers instead. */
export type Scenario = {
  readonly name: string;
  readonly request: BenchRequest;
  readonly maxRequests: number;
};

const outline = z.object({
  sections: z.array(z.object({ lessons: z.array(z.object({ id: z.string() })) })),
});

const unbounded = 200_000;
const html = { accept: 'text/html', 'accept-encoding': 'gzip' };

const pageScenario = ({ name, path, cookie }: SitePage): Scenario => ({
  name: `page · ${name}`,
  request: { method: 'GET', path, headers: cookie === undefined ? html : { ...html, cookie } },
  maxRequests: unbounded,
});

function find(pages: readonly SitePage[], name: string): SitePage {
  const page = pages.find((candidate) => candidate.name === name);
  if (!page) throw new Error(`There is no page ${name}.`);
  return page;
}

/** The requests that are measured, against the seeded school. */
export async function scenarios(origin: string): Promise<readonly Scenario[]> {
  const pages = await learnerPages(origin);
  const player = find(pages, 'player');
  const cookie = player.cookie ?? '';
  const courseSlug = player.path.split('/').at(-2) ?? '';
  const { sections } = await query(origin, cookie, 'enrollments.outline', { courseSlug }, outline);
  const lessonId = sections[0]?.lessons[0]?.id;
  return [
    ...['home', 'catalogue', 'course', 'dashboard', 'player'].map((name) => pageScenario(find(pages, name))),
    {
      name: 'tRPC query · enrollments.listMine',
      request: { method: 'GET', path: queryPath('enrollments.listMine', {}), headers: { cookie } },
      maxRequests: unbounded,
    },
    {
      name: 'tRPC mutation · enrollments.visitLesson',
      request: {
        method: 'POST',
        path: '/api/trpc/enrollments.visitLesson',
        headers: { cookie, origin, 'content-type': 'application/json' },
        body: mutationBody({ lessonId }),
      },
      // One of the allowance is for the request that is sent first, to see that it works.
      maxRequests: ratePolicies.write.limit - 1,
    },
  ];
}
