import { type Change, changesBetween } from '@/server/domains/exchange/contract/diff';
import { type CourseDocument, mediaAt } from '@/server/domains/exchange/contract/document';
import { type FileProblem, inOrder } from '@/server/domains/exchange/contract/problems';
import { type CaptionFile, type ReadFolder, readCourse } from '@/server/domains/exchange/contract/read';
import { writeIds } from '@/server/domains/exchange/contract/write-ids';
import { writeYaml } from '@/server/domains/exchange/contract/yaml-file';
import { captionLocales } from '@/server/domains/media/contract';
import { newId } from '@/server/platform/ids';
import { connect, persist, refusalOf, type School, type SchoolClient } from './client';
import { CourseFailure } from './failure';
import { type Base, type DiskFolder, readBase, readFolder, writeBase, writeWithin } from './folder';
import { fetchText, hashOfText, upload } from './media';
import type { Say } from './pull';
import { wordsOfChange, wordsOfProblem } from './words';

/** What is asked of a push. */
export type PushOptions = {
  readonly dir: string;
  readonly isDryRun: boolean;
  /** Whether what the folder does not have is taken out of the course. */
  readonly prune: boolean;
  /** Whether the folder counts where the course has changed since the last pull. */
  readonly isForced: boolean;
  /** Asks whether to go on. */
  readonly agree: () => Promise<boolean>;
};

type Remote = { readonly document: CourseDocument; readonly version: string } | null;

type Plan = {
  readonly changes: readonly Change[];
  /** Names in `media/` of what has to be sent first. */
  readonly uploads: readonly string[];
  readonly captions: readonly CaptionFile[];
};

function refuse(problems: readonly FileProblem[], say: Say): never {
  for (const problem of inOrder(problems)) say(wordsOfProblem(problem));
  const count = problems.length === 1 ? '1 thing is' : `${problems.length} things are`;
  throw new CourseFailure(`${count} not right yet. Nothing was changed.`);
}

async function readAll(dir: string, say: Say): Promise<{ folder: DiskFolder; course: ReadFolder }> {
  const folder = await readFolder(dir);
  const read = readCourse(folder, newId);
  const problems = [...folder.problems, ...('problems' in read ? read.problems : [])];
  if (problems.length > 0 || 'problems' in read) refuse(problems, say);
  return { folder, course: read.course };
}

function requireSameBase(base: Base | null, remote: Remote, isForced: boolean, say: Say): void {
  if (remote === null || isForced || base?.version === remote.version) return;
  if (base === null) {
    throw new CourseFailure(
      'The course is at the school already, and this folder was not pulled from it. Pull it, or use --force.',
    );
  }
  const changes = changesBetween(base.document, remote.document);
  say('Changed at the school since the last pull:');
  for (const change of changes) say(wordsOfChange(change));
  throw new CourseFailure(
    'Pull into another folder and bring both together, or use --force to write over what differs.',
  );
}

function planOf(
  { folder, course }: { folder: DiskFolder; course: ReadFolder },
  base: Base | null,
  remote: Remote,
): Plan {
  const there = new Set(remote?.document.media.map(({ hash }) => hash));
  const uploads = course.document.media.flatMap(({ hash }) => {
    const name = course.mediaNames.get(hash);
    return name !== undefined && !there.has(hash) && folder.media.get(name) === hash ? [name] : [];
  });
  const shown = new Set(course.document.media.map(({ hash }) => hash));
  const captions = course.captions.filter(
    ({ file, text, hash }) => shown.has(hash) && base?.captions[file]?.local !== hashOfText(text),
  );
  return { changes: changesBetween(remote?.document ?? null, course.document), uploads, captions };
}

function tell({ changes, uploads, captions }: Plan, { prune }: PushOptions, say: Say): void {
  for (const change of changes) {
    const isLeft = change.act === 'removed' && !prune;
    say(isLeft ? `${wordsOfChange(change)} — left there; --prune takes it out` : wordsOfChange(change));
  }
  for (const name of uploads) say(`  ↑ media/${name}`);
  for (const { file } of captions) say(`  ↑ ${file}`);
}

function captionProblems(captions: readonly CaptionFile[]): FileProblem[] {
  return captions.flatMap(({ file, language }) =>
    captionLocales.some((one) => one === language)
      ? []
      : [
          {
            file,
            line: 1,
            column: 1,
            code: 'not_one_of' as const,
            values: { field: 'language', options: captionLocales.join(', ') },
          },
        ],
  );
}

/** Asks the school; what is still to be sent is no problem. */
async function checkThere(client: SchoolClient, course: ReadFolder, plan: Plan, say: Say): Promise<void> {
  const { document, locate, mediaNames } = course;
  const { problems } = await persist(async () => await client.exchange.check.mutate({ document }));
  const left = problems.filter(({ code, path }) => {
    if (code !== 'media_unknown') return true;
    const name = mediaNames.get(mediaAt(document, path) ?? '');
    return name === undefined || !plan.uploads.includes(name);
  });
  const wrong = [...left.map(locate), ...captionProblems(plan.captions)];
  if (wrong.length > 0) refuse(wrong, say);
}

/** Notes in the files what makes a second run, or one that broke off, mean the same things by them. */
async function settleFiles(dir: string, { texts }: DiskFolder, course: ReadFolder): Promise<void> {
  for (const [file, text] of writeIds(texts, course.missingIds)) await writeWithin(dir, file, text);
  const files = course.document.media
    .map(({ hash }) => ({ file: course.mediaNames.get(hash) ?? '', hash }))
    .toSorted((a, b) => (a.file < b.file ? -1 : 1));
  const list = texts.get('media/media.yaml') ?? '';
  if (files.every(({ file, hash }) => list.includes(file) && list.includes(hash))) return;
  await writeWithin(dir, 'media/media.yaml', writeYaml({ files }));
}

async function sendCaptions(
  client: SchoolClient,
  courseId: string,
  captions: readonly CaptionFile[],
  say: Say,
): Promise<Base['captions']> {
  if (captions.length === 0) return {};
  const files = await persist(async () => await client.exchange.files.query({ courseId }));
  const idOf = new Map(files.items.map(({ hash, assetId }) => [hash, assetId]));
  for (const { file, hash, language, text } of captions) {
    const [assetId, locale] = [idOf.get(hash), captionLocales.find((one) => one === language)];
    if (assetId === undefined || locale === undefined) continue;
    const outcome = await persist(
      async () => await client.media.setCaptions.mutate({ assetId, locale, file: text }),
    );
    if (outcome.outcome === 'kept') continue;
    for (const { line, problem } of outcome.problems)
      say(`${file}:${line}:1: ${problem.replaceAll('_', ' ')}`);
    throw new CourseFailure(`The captions in ${file} are not right yet. Everything else is written.`);
  }
  const written = await persist(async () => await client.exchange.files.query({ courseId }));
  const states: Base['captions'] = {};
  for (const { file, hash, language, text } of captions) {
    const track = written.items
      .find((one) => one.hash === hash)
      ?.captions.find((one) => one.language === language);
    if (track === undefined) continue;
    states[file] = { local: hashOfText(text), remote: hashOfText(await fetchText(track.url)) };
  }
  return states;
}

async function write(
  client: SchoolClient,
  course: ReadFolder,
  remote: Remote,
  { prune }: PushOptions,
  say: Say,
): Promise<NonNullable<Remote>> {
  const { document } = course;
  const push = { document, base: remote?.version ?? null, prune };
  const written = await persist(async () => await client.exchange.push.mutate(push)).catch(
    (error: unknown) => {
      if (refusalOf(error)?.code !== 'exchange/changed_since') throw error;
      throw new CourseFailure('The course was changed at this very moment. Run the push again.');
    },
  );
  if (written.outcome === 'refused') refuse(written.problems.map(course.locate), say);
  return written;
}

type Comparison = {
  readonly local: { readonly folder: DiskFolder; readonly course: ReadFolder };
  readonly base: Base | null;
  readonly remote: Remote;
  readonly plan: Plan;
  /** What will be written. */
  readonly changes: readonly Change[];
  readonly isNothing: boolean;
};

/** Reads both sides, and says what is different and what is wrong. */
async function compare(client: SchoolClient, options: PushOptions, say: Say): Promise<Comparison> {
  const { dir, prune, isForced } = options;
  const local = await readAll(dir, say);
  const { course } = local;
  const base = await readBase(dir);
  const { id: courseId } = course.document;
  if (base !== null && base.document.id !== courseId) {
    throw new CourseFailure(
      'course.yaml has another id than the course that was pulled. Put it back, or begin a folder of its own.',
    );
  }
  const found = await persist(async () => await client.exchange.pull.query({ courseId }));
  const remote = found.outcome === 'found' ? found : null;
  if (remote === null && base !== null && !isForced) {
    throw new CourseFailure('The course is not at this school. Use --force to begin it there.');
  }
  const plan = planOf(local, base, remote);
  const changes = plan.changes.filter(({ act }) => prune || act !== 'removed');
  tell(plan, options, say);
  const isNothing = changes.length === 0 && plan.captions.length === 0;
  if (isNothing) say('The course is as the folder is.');
  else {
    requireSameBase(base, remote, isForced, say);
    await checkThere(client, course, plan, say);
  }
  return { local, base, remote, plan, changes, isNothing };
}

/**
 * Brings a folder to its school: says everything that is wrong with it, shows what would change, asks, and writes it in one
 * piece. A run that broke off is made good by the next one. Files keep their bytes but for the ids of what is new.
 *
 * @returns what was, or would be, changed.
 * @throws CourseFailure when there are problems, the course has changed since, or nobody agrees.
 */
export async function push(school: School, options: PushOptions, say: Say): Promise<readonly Change[]> {
  const { dir, isDryRun } = options;
  const client = connect(school);
  const { local, base, remote, plan, changes, isNothing } = await compare(client, options, say);
  if (isDryRun) return changes;
  if (!isNothing && !(await options.agree())) throw new CourseFailure('Nothing was changed.');
  const { folder, course } = local;
  await settleFiles(dir, folder, course);
  for (const name of plan.uploads) {
    say(`  ↑ media/${name}…`);
    await upload(client, dir, { name, bytes: folder.mediaBytes.get(name) ?? 0 });
  }
  const isSame = changes.length === 0 && remote !== null;
  const { version, document } = isSame ? remote : await write(client, course, remote, options, say);
  const state = { url: school.url, version, document };
  await writeBase(dir, { ...state, captions: base?.captions ?? {} });
  const captions = await sendCaptions(client, document.id, plan.captions, say);
  await writeBase(dir, { ...state, captions: { ...base?.captions, ...captions } });
  if (!isNothing) say('Written.');
  return changes;
}
