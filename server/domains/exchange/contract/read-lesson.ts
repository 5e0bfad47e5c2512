import type { LessonFile } from './file-schemas';
import { lessonFiles, markdownKinds } from './file-schemas';
import type { FileProblem } from './problems';
import { splitFrontMatter } from './text-parts';
import { checkYaml, readYaml, type YamlFile } from './yaml-file';

/** A lesson's file as it was read: its fields, its text, and where everything stands. */
export type ReadLesson = {
  readonly fields: LessonFile;
  readonly body: string;
  readonly yaml: YamlFile;
};

type Outcome = { readonly lesson: ReadLesson } | { readonly problems: FileProblem[] };

function kindsOf(file: string): readonly LessonFile['kind'][] {
  return file.endsWith('.md') ? markdownKinds : ['quiz'];
}

function check(path: string, yaml: YamlFile, body: string): Outcome {
  const kinds = kindsOf(path);
  const { kind } = yaml.value;
  if (kind === undefined) return { problems: [yaml.problem(['kind'], 'field_missing', { field: 'kind' })] };
  const known = kinds.find((one) => one === kind);
  if (known === undefined) {
    const values = { field: 'kind', options: kinds.join(', ') };
    return { problems: [yaml.problem(['kind'], 'not_one_of', values)] };
  }
  const checked = checkYaml(yaml, lessonFiles[known]);
  if ('problems' in checked) return checked;
  const fields: LessonFile = checked.value;
  const problems = answerProblems(fields, yaml);
  if (problems.length > 0) return { problems };
  return { lesson: { fields, body: fields.kind === 'quiz' ? fields.body : body, yaml } };
}

/** A new question without a key is a slip. One that is known already may be half of it in the studio, too: it is not asked. */
function answerProblems(fields: LessonFile, yaml: YamlFile): FileProblem[] {
  if (fields.kind !== 'quiz') return [];
  return fields.questions.flatMap(({ id, kind, choices }, index) => {
    if (id !== undefined) return [];
    const correct = choices.filter((choice) => choice.correct).length;
    const path = ['questions', index];
    if (correct === 0) return [yaml.problem(path, 'correct_missing')];
    return kind === 'single' && correct > 1 ? [yaml.problem(path, 'correct_many')] : [];
  });
}

/** Reads the file of a lesson: Markdown with front matter, or YAML. */
export function readLesson(path: string, text: string): Outcome {
  if (!path.endsWith('.md')) {
    const read = readYaml(path, text);
    return 'problems' in read ? read : check(path, read.yaml, '');
  }
  const parts = splitFrontMatter(text);
  if (parts === null) {
    return { problems: [{ file: path, line: 1, column: 1, code: 'front_matter_missing', values: {} }] };
  }
  const read = readYaml(path, parts.front, 2);
  return 'problems' in read ? read : check(path, read.yaml, parts.body);
}
