import { Avatar } from '@/components/ui/avatar';
import type { CoursePage } from '@/server/domains/search/contract';

/** Who teaches: names, what they do, and their own words. */
export function Teachers({ people }: Pick<CoursePage, 'people'>) {
  return (
    <ul className="space-y-6">
      {people.map((person) => (
        <li key={person.handle ?? person.name} className="flex gap-4">
          <Avatar name={person.name} size="lg" />
          <div className="min-w-0">
            <h3 className="font-serif text-lg font-semibold">{person.name}</h3>
            <p className="text-ink-muted">{person.headline}</p>
            {person.bio === '' ? null : <p className="mt-2 max-w-reading font-serif text-md">{person.bio}</p>}
          </div>
        </li>
      ))}
    </ul>
  );
}
