import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changesBetween } from '@/server/domains/exchange/contract/diff';
import { courseDocument } from '@/server/domains/exchange/contract/document';
import { isSafePath } from '@/server/domains/exchange/contract/paths';
import { type CourseFolder, readCourse } from '@/server/domains/exchange/contract/read';
import { similarWord } from '@/server/domains/exchange/contract/similar';
import { writeCourse } from '@/server/domains/exchange/contract/write';
import { writeIds } from '@/server/domains/exchange/contract/write-ids';
import { courseDocuments } from '@/test/course-documents';

const folderOf = (texts: Iterable<readonly [string, string]>): CourseFolder => ({
  texts: new Map(texts),
  media: new Map(),
});

const noNewId = () => {
  throw new Error('an id is missing');
};

function read(texts: Iterable<readonly [string, string]>, newId: () => string = noNewId) {
  const outcome = readCourse(folderOf(texts), newId);
  if ('problems' in outcome) throw new Error(JSON.stringify(outcome.problems));
  return outcome.course;
}

function problemsOf(texts: Iterable<readonly [string, string]>) {
  const outcome = readCourse(folderOf(texts), () => crypto.randomUUID());
  return 'problems' in outcome ? outcome.problems : [];
}

describe('a course as files', () => {
  it('is the same course when it is read again, and the same files when it is written again', () => {
    fc.assert(
      fc.property(courseDocuments, (document) => {
        const files = writeCourse(document);
        const again = read(files).document;
        expect(again.details).toEqual(document.details);
        expect(again.sections).toEqual(document.sections);
        expect(changesBetween(document, again)).toEqual([]);
        expect([...writeCourse(again)]).toEqual([...files]);
        expect(courseDocument.parse(again)).toEqual(again);
        for (const path of files.keys()) expect(isSafePath(path)).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  it('is the same whatever its line ends are', () => {
    fc.assert(
      fc.property(courseDocuments, (document) => {
        const windows = [...writeCourse(document)].map(
          ([path, text]) => [path, `\uFEFF${text.replaceAll('\n', '\r\n')}`] as const,
        );
        expect(read(windows).document.sections).toEqual(document.sections);
      }),
      { numRuns: 50 },
    );
  });
});

const course = `format: 1
title: Bees
slug: bees
level: beginner
language: en
category: nature
`;
const sound = new Map([
  ['course.yaml', course],
  ['01-start/section.yaml', 'title: Start\n'],
  ['01-start/01-hive.md', '---\ntitle: The hive\nkind: article\n---\n\nWords.\n'],
  ['01-start/01a-queen.md', '---\ntitle: The queen\nkind: article\npreview: true\n---\nMore.\n'],
  [
    '01-start/02-check.yaml',
    'title: Check\nkind: quiz\npass: 70\nquestions:\n  - kind: single\n    prompt: Why?\n' +
      '    choices:\n      - text: So\n        correct: true\n      - text: Not so\n',
  ],
]);
const withFile = (path: string, text: string) => new Map([...sound, [path, text]]);

describe('a folder', () => {
  it('written by hand needs no ids, and is told where they go', () => {
    let next = 0;
    const { document, missingIds } = read(sound, () => {
      next += 1;
      return `0199${String(next).padStart(4, '0')}-0000-7000-8000-000000000000`;
    });
    expect(document.sections[0]?.lessons.map(({ slug, body }) => [slug, body])).toEqual([
      ['hive', 'Words.'],
      ['queen', 'More.'],
      ['check', ''],
    ]);
    expect(missingIds.map(({ file, path }) => `${file} ${path.join('.')}`)).toEqual([
      '01-start/01-hive.md ',
      '01-start/01a-queen.md ',
      '01-start/02-check.yaml ',
      '01-start/02-check.yaml questions.0',
      '01-start/02-check.yaml questions.0.choices.0',
      '01-start/02-check.yaml questions.0.choices.1',
      '01-start/section.yaml ',
      'course.yaml ',
    ]);
  });

  it('with ids written into it is the same course, and has all of them', () => {
    const { document, missingIds } = read(sound, () => crypto.randomUUID());
    const files = new Map([...sound, ...writeIds(sound, missingIds)]);
    const again = read(files);
    expect(again.document).toEqual(document);
    expect(again.missingIds).toEqual([]);
    expect(files.get('01-start/01-hive.md')).toMatch(
      /^---\nid: [-0-9a-f]{36}\ntitle: The hive\nkind: article\n---\n\nWords.\n$/,
    );
  });

  it('keeps its comments and line ends when ids are written into it', () => {
    const quiz = `# Of bees\n${sound.get('01-start/02-check.yaml')?.replace('    prompt', '    # Think.\n    prompt')}`;
    const article = '---\r\n# Why?\r\ntitle: "The hive"\r\nkind: article\r\n---\r\n\r\nWords.\r\n';
    const files = withFile('01-start/02-check.yaml', quiz);
    files.set('01-start/01-hive.md', article);
    const { document, missingIds } = read(files, () => crypto.randomUUID());
    const written = new Map([...files, ...writeIds(files, missingIds)]);
    expect(read(written).document).toEqual(document);
    expect(written.get('01-start/02-check.yaml')).toMatch(/# Of bees[\s\S]*# Think\./);
    expect(written.get('01-start/01-hive.md')).toMatch(
      /# Why\?[\s\S]*"The hive"[\s\S]*---\r\n\r\nWords\.\r\n$/,
    );
  });

  it.each<[path: string, text: string, expected: string]>([
    ['01-start/01-hive.md', '---\ntitle: x\nkind: article\nprevieww: true\n---\n', '4:1 key_unknown_like'],
    ['01-start/01-hive.md', '---\ntitle: x\nkind: article\nzzzzzzz: true\n---\n', '4:1 key_unknown'],
    ['01-start/01-hive.md', 'Words only', '1:1 front_matter_missing'],
    ['01-start/01-hive.md', '---\ntitle: x\n---\n', '2:1 field_missing'],
    ['01-start/01-hive.md', '---\ntitle: x\nkind: artikle\n---\n', '3:1 not_one_of'],
    ['01-start/01-hive.md', '---\ntitle: x\nkind: video\nmedia: a.mp4\n---\n', '4:1 media_missing'],
    ['01-start/01-hive.md', '---\ntitle: x\nkind: article\npreview: maybe\n---\n', '4:1 wrong_type'],
    ['01-start/01-hive.md', '---\ntitle: x\nkind: [\n---\n', '4:1 yaml_broken'],
    ['01-start/01-hive.md', '---\ntitle: x\ntitle: y\nkind: article\n---\n', '3:1 yaml_broken'],
    ['01-start/01-hive.md', '---\na: &a x\ntitle: *a\nkind: article\n---\n', '2:1 not_a_map'],
    ['course.yaml', `${course}tagz: [a]\n`, '7:1 key_unknown_like'],
    ['course.yaml', course.replace('format: 1', 'format: 2'), '1:1 not_one_of'],
    ['course.yaml', course.replace('beginner', 'novice'), '4:1 not_one_of'],
    ['course.yaml', course.replace('slug: bees', 'slug: Bees!'), '3:1 wrong_form'],
    ['course.yaml', '- a\n', '1:1 not_a_map'],
    ['02-empty/01-lone.md', '---\ntitle: x\nkind: article\n---\n', '1:1 section_missing'],
    ['01-start/intro.md', '---\ntitle: x\nkind: article\n---\n', '1:1 number_missing'],
    ['start/section.yaml', 'title: x\n', '1:1 number_missing'],
    ['01-start/09-hive.md', '---\ntitle: x\nkind: article\n---\n', '2:1 slug_twice'],
    ['01-start/notes.txt', 'x', '1:1 file_unexpected'],
    ['01-start/deep/01-x.md', 'x', '1:1 file_unexpected'],
    ['../evil.md', 'x', '1:1 path_unsafe'],
    ['/etc/passwd', 'x', '1:1 path_unsafe'],
    ['01-start\\evil.md', 'x', '1:1 path_unsafe'],
    ['01-start/con.md', 'x', '1:1 path_unsafe'],
    ['media/lost.mp4.en.vtt', 'WEBVTT', '1:1 media_unlisted'],
    [
      '01-start/02-check.yaml',
      sound.get('01-start/02-check.yaml')?.replace('correct: true', 'correct: false') ?? '',
      '5:5 correct_missing',
    ],
    [
      '01-start/02-check.yaml',
      sound.get('01-start/02-check.yaml')?.replace('prompt', 'promt') ?? '',
      '6:5 key_unknown_like',
    ],
    ...(
      [
        ['embed', 'url: https://evil.example/x', '5:3 wrong_form'],
        ['embed', 'urll: https://vimeo.com/123456', '5:3 key_unknown_like'],
        ['document', 'minutes: 0', '5:3 too_short'],
        ['live', 'timeZone: Mars/Base', '5:3 wrong_form'],
        ['live', 'joinUrl: http://meet.example', '5:3 wrong_form'],
        ['live', 'startsLocal: 2027-02-30T09:00', '5:3 wrong_form'],
        ['assignment', 'completesOn: never', '5:3 not_one_of'],
        ['assignment', 'accepts: {text: false, files: false, links: false}', '5:3 wrong_form'],
        ['download', 'files:\n    - media: lost.pdf', '6:7 media_missing'],
        ['download', 'files:\n    - media: a.pdf\n      lable: x', '7:7 key_unknown_like'],
        ['article', 'minutes: 3', '4:1 key_unknown'],
      ] as const
    ).map(([kind, setting, at]): [string, string, string] => [
      '01-start/01-hive.md',
      `---\ntitle: x\nkind: ${kind}\nsettings:\n  ${setting}\n---\n`,
      at,
    ]),
  ])('with %s of %j is refused at %s', (path, text, expected) => {
    const found = problemsOf(withFile(path, text));
    expect(found.map((one) => `${one.file}:${one.line}:${one.column} ${one.code}`)).toContain(
      `${path === 'start/section.yaml' ? 'start' : path === '02-empty/01-lone.md' ? '02-empty/section.yaml' : path}:${expected}`,
    );
  });

  it('is told everything that is wrong with it at once, file by file', () => {
    const files = withFile('course.yaml', 'format: 1\n');
    files.set('01-start/01-hive.md', '---\ntitle: ""\nkind: article\nprevue: 1\n---\n');
    const found = problemsOf(files);
    expect(found.length).toBeGreaterThan(6);
    expect(new Set(found.map(({ file }) => file))).toEqual(new Set(['01-start/01-hive.md', 'course.yaml']));
    expect(found.map(({ file }) => file)).toEqual(found.map(({ file }) => file).toSorted());
  });

  it('takes what lies beside a course for no part of it', () => {
    const files = withFile('.git/config', 'x');
    for (const path of ['README.md', '.lyceum.json', 'LICENSE', '.github/workflows/push.yaml'])
      files.set(path, 'x');
    expect(problemsOf(files)).toEqual([]);
  });

  it('is asked for the id it uses twice', () => {
    const id = '01990000-0000-7000-8000-000000000001';
    const text = `---\nid: ${id}\ntitle: x\nkind: article\n---\n`;
    const files = withFile('01-start/01-hive.md', text);
    files.set('01-start/01a-queen.md', text);
    expect(problemsOf(files)).toMatchObject([{ file: '01-start/01a-queen.md', line: 2, code: 'id_twice' }]);
  });
});

describe('the difference between two courses', () => {
  it('is what was added, moved, changed and removed, each once', () => {
    fc.assert(
      fc.property(courseDocuments, fc.infiniteStream(fc.nat(1_000)), (document, numbers) => {
        const dice = () => Number(numbers.next().value);
        const all = document.sections.flatMap(({ lessons }) => lessons);
        const gone = new Set(all.filter(() => dice() % 4 === 0).map(({ id }) => id));
        const renamed = new Set(
          all.filter(({ id }) => !gone.has(id) && dice() % 4 === 0).map(({ id }) => id),
        );
        const to = {
          ...document,
          sections: document.sections.map((section) => ({
            ...section,
            lessons: section.lessons
              .filter(({ id }) => !gone.has(id))
              .map((lesson) => (renamed.has(lesson.id) ? { ...lesson, title: `${lesson.title}!` } : lesson)),
          })),
        };
        const changes = changesBetween(document, to);
        const idsOf = (act: string) => new Set(changes.filter((one) => one.act === act).map(({ id }) => id));
        expect(idsOf('removed')).toEqual(gone);
        expect(idsOf('changed')).toEqual(renamed);
        expect(idsOf('moved').size + idsOf('added').size).toBe(0);
        expect(
          new Set(
            changesBetween(to, document)
              .filter((one) => one.act === 'added')
              .map(({ id }) => id),
          ),
        ).toEqual(gone);
      }),
      { numRuns: 100 },
    );
  });

  it('moves no more than has to move', () => {
    const { document } = read(sound, () => crypto.randomUUID());
    const [section] = document.sections;
    if (section === undefined) throw new Error('a section');
    const [first, ...rest] = section.lessons;
    const to = {
      ...document,
      sections: [{ ...section, lessons: first === undefined ? [] : [...rest, first] }],
    };
    expect(changesBetween(document, to)).toMatchObject([{ act: 'moved', id: first?.id }]);
  });
});

describe('a mistyped word', () => {
  it('is told with the one that was meant, and with none when nothing is near', () => {
    expect(similarWord('prevue', ['preview', 'title'])).toBe('preview');
    expect(similarWord('titel', ['preview', 'title'])).toBe('title');
    expect(similarWord('answer', ['preview', 'title'])).toBe(null);
    expect(similarWord('titles', ['preview', 'title'])).toBe('title');
  });
});
