import fc from 'fast-check';
import {
  type CourseDocument,
  type LessonDocument,
  mediaOf,
  type SectionDocument,
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

const choice = fc.record({ id: fc.uuid(), text: prose, correct: fc.boolean() });
const question = fc.record({
  id: fc.uuid(),
  kind: fc.constantFrom('single' as const, 'multiple' as const),
  // Also half-written ones: without words, without choices, without a key.
  prompt: prose,
  explanation: prose,
  points: fc.integer({ min: 1, max: 100 }),
  choices: fc.array(choice, { maxLength: 4 }),
});

const common = {
  id: fc.uuid(),
  title: line,
  slug,
  preview: fc.boolean(),
  body: prose,
};
const minutes = fc.option(fc.integer({ min: 1, max: 1_440 }));
const label = line.map((text) => text.slice(0, 60).trim());
const local = fc.constantFrom('', '2027-03-28T02:30', '2028-02-29T23:59');
const timeZone = fc.constantFrom('UTC', 'Europe/Madrid', 'Asia/Kathmandu');
const joinUrl = fc.constantFrom('', 'https://meet.example/a?b=c#d', 'https://meet.example/%20:x');
const url = fc.constantFrom('', 'https://vimeo.com/123456789', 'https://youtu.be/abcdefghijk?t=5');
const accepts = fc
  .record({ text: fc.boolean(), files: fc.boolean(), links: fc.boolean() })
  .filter(({ text, files, links }) => text || files || links);

const lesson = (hashes: readonly string[]): fc.Arbitrary<LessonDocument> => {
  const media = fc.constantFrom(null, ...hashes);
  const file = fc.record({ media: fc.constantFrom('', ...hashes), label });
  const files = fc.array(file, { maxLength: 3 }).map((all) => all.filter((one) => one.media !== ''));
  const of = <Kind extends LessonDocument['kind']>(kind: Kind) => ({ ...common, kind: fc.constant(kind) });
  return fc.oneof(
    fc.record(of('article')),
    fc.record({ ...of('video'), media }),
    fc.record({ ...of('audio'), media }),
    fc.record({ ...of('document'), media, settings: fc.record({ minutes }) }),
    fc.record({ ...of('download'), settings: fc.record({ minutes, files }) }),
    fc.record({ ...of('embed'), settings: fc.record({ minutes, url, title: label }) }),
    fc.record({
      ...of('live'),
      settings: fc.record({
        ...{ startsLocal: local, timeZone, minutes: fc.integer({ min: 5, max: 1_440 }), joinUrl },
        ...{ isCancelled: fc.boolean(), recordingLessonId: fc.option(fc.uuid()) },
      }),
    }),
    fc.record({
      ...of('quiz'),
      pass: fc.integer({ min: 1, max: 100 }),
      questions: fc.array(question, { maxLength: 3 }),
    }),
    fc.record({
      ...of('assignment'),
      settings: fc.record({
        ...{ minutes, dueLocal: local, timeZone, accepts },
        completesOn: fc.constantFrom('submitted' as const, 'passed' as const),
      }),
    }),
  );
};

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
  const shown = new Set(sections.flatMap(({ lessons }) => lessons.flatMap(mediaOf)));
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
