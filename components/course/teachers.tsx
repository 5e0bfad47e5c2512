import { Avatar } from '@/components/ui/avatar';
import { Link } from '@/components/ui/link';
import type { CoursePage } from '@/server/domains/search/contract';

/** Who teaches: names, what they do, and their own words. */
export function Teachers({ people }: Pick<CoursePage, 'people'>) {
  return (
    <ul className="space-y-6">
      {people.map((person) => (
        <li key={person.handle ?? person.name} className="flex gap-4">
          <Avatar name={person.name} picture={person.picture} size="lg" />
          <div className="min-w-0">
            <h3 className="font-serif text-lg font-semibold">
              {person.handle === null ? (
                person.name
              ) : (
                <Link href={`/people/${person.handle}`} variant="quiet">
                  {person.name}
                </Link>
              )}
            </h3>
            <p className="text-ink-muted">{person.headline}</p>
            {person.bio === '' ? null : (
              <p className="mt-2 max-w-reading font-serif text-md whitespace-pre-line">{person.bio}</p>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}
