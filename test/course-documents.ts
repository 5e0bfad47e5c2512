import fc from 'fast-check';
import type {
  CourseDocument,
  LessonDocument,
  SectionDocument,
} from '@/server/domains/exchange/contract/document';
import { plainText } from '@/server/domains/exchange/contract/text-parts';

/** Texts that files are prone to change: signs of YAML and Markdown, line ends, blanks, and words of many scripts. */
const awkward = fc.constantFrom(
  ...['---', '\n---\n', ': ', '# x', '- a', 'null', 'true', '1e3', '0x1F', '~', '', ' ', '\n', '\n\n', '\t'],
  ...['  indented', 'trailing ', '"', "'", '\\', '|', '>', '&a', '*a', '!t', '%', '@', '`', '{a}', '[a]'],
  ...['é', 'مرحبا', '👩🏽‍🚀', '\u2028', '\u0085', '\u00a0', '\ufeff', 'key: value', '? x', '...', '=', '<<'],
);

const prose = fc
  .array(fc.oneof(awkward, fc.string({ unit: 'grapheme', maxLength: 12 })), { maxLength: 12 })
  // Both kinds of line ends come out as one, and PostgreSQL keeps no zero.
  .map((parts) => plainText(parts.join('').replaceAll('\r', '').replaceAll('\0', '')));

const line = prose.map(
  (text) =>
    text
      .replaceAll(/[\p{Cc}\p{Cs}\u2028\u2029]/gu, ' ')
      .trim()
      .slice(0, 100) || 'x',
);

const words = fc.array(fc.constantFrom('intro', 'loops', '2024', 'a', 'of'), { minLength: 1, maxLength: 3 });
const slug = fc.tuple(words, fc.nat(1_000_000)).map(([parts, number]) => `${parts.join('-')}-${number}`);
const hash = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((bytes) => `${Buffer.from(bytes).toString('base64')}-1`);

const choice = fc.record({ id: fc.uuid(), text: prose.map((text) => `c${text}`), correct: fc.boolean() });
const question = fc
  .record({
    id: fc.uuid(),
    prompt: prose.map((text) => `q${text}`),
    explanation: prose,
    choices: fc.array(choice, { minLength: 2, maxLength: 4 }),
  })
  .map(({ choices: [first, ...rest], ...one }) => ({
    ...one,
    kind: 'multiple' as const,
    choices: first === undefined ? [] : [{ ...first, correct: true }, ...rest],
  }));

const common = {
  id: fc.uuid(),
  title: line,
  slug,
  preview: fc.boolean(),
  body: prose,
};
const minutes = fc.integer({ min: 1, max: 600 });

const lesson = (hashes: readonly string[]): fc.Arbitrary<LessonDocument> =>
  fc.oneof(
    fc.record({ ...common, minutes: fc.option(minutes), kind: fc.constant('article' as const) }),
    fc.record({
      ...common,
      minutes,
      kind: fc.constant('video' as const),
      media: fc.constantFrom(null, ...hashes),
    }),
    fc.record({
      ...common,
      minutes,
      kind: fc.constant('quiz' as const),
      pass: fc.integer({ min: 0, max: 100 }),
      questions: fc.array(question, { maxLength: 3 }),
    }),
  );

const details = fc.record({
  title: line,
  slug,
  subtitle: line,
  descriptionMd: prose,
  outcomes: fc.array(line, { maxLength: 3 }),
  requirements: fc.array(line, { maxLength: 3 }),
  audience: line,
  level: fc.constantFrom('beginner' as const, 'intermediate' as const, 'advanced' as const),
  language: fc.constantFrom('en', 'es', 'no'),
  category: fc.constantFrom('programming', 'music'),
  tags: fc.array(
    line.map((tag) => tag.slice(0, 20).trim() || 'x'),
    { maxLength: 3 },
  ),
});

/** Leaves each address and each id once, and the files that a lesson shows. */
function sound(document: CourseDocument): CourseDocument {
  const slugs = new Set<string>();
  const isNew = ({ slug: own }: LessonDocument) => !slugs.has(own) && slugs.add(own) !== undefined;
  const sections: SectionDocument[] = document.sections.map((section) => ({
    ...section,
    lessons: section.lessons.filter(isNew),
  }));
  const shown = new Set(
    sections.flatMap(({ lessons }) => lessons.map((one) => (one.kind === 'video' ? one.media : null))),
  );
  const media = document.media.filter((one) => shown.has(one.hash));
  return { ...document, sections, media: media.toSorted((a, b) => (a.hash < b.hash ? -1 : 1)) };
}

/** Courses of every form that the format knows. */
export const courseDocuments: fc.Arbitrary<CourseDocument> = fc
  .uniqueArray(fc.record({ hash, name: fc.oneof(fc.constant('talk.mp4'), line) }), {
    selector: (one) => one.hash,
    maxLength: 3,
  })
  .chain((media) =>
    fc.record({
      id: fc.uuid(),
      details,
      sections: fc.array(
        fc.record({
          id: fc.uuid(),
          title: line,
          lessons: fc.array(lesson(media.map((one) => one.hash)), { maxLength: 4 }),
        }),
        { maxLength: 4 },
      ),
      media: fc.constant(media),
    }),
  )
  .map(sound);
