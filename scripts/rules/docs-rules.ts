import { dirname, posix } from 'node:path';
import type { Finding } from './source-rules';

/** One Markdown file of the repository. */
export type Page = { readonly path: string; readonly text: string };

/** What pages may refer to. */
export type Known = {
  /** Whether a file or folder of this path exists. */
  readonly exists: (path: string) => boolean;
  /** The names of the scripts in package.json. */
  readonly scripts: ReadonlySet<string>;
};

const link = /\]\((?!https?:|mailto:|#)([^)#\s]+)(?:#[^)]*)?\)/g;
const command = /npm (?:run ([\w:-]+)|(start|test)\b)/g;

/** Finds links to files that are not there, and commands that package.json does not have. */
export function checkPage({ path, text }: Page, { exists, scripts }: Known): readonly Finding[] {
  return text.split('\n').flatMap((line, index) => {
    const deadLinks = [...line.matchAll(link)]
      .map(([, target = '']) => posix.join(dirname(path), target).replace(/\/$/, ''))
      .filter((target) => !exists(target))
      .map((target) => `links to ${target}, which does not exist`);
    const deadCommands = [...line.matchAll(command)]
      .map(([, script, shorthand]) => script ?? shorthand ?? '')
      .filter((name) => !scripts.has(name))
      .map((name) => `names npm script "${name}", which does not exist`);
    return [...deadLinks, ...deadCommands].map((message) => ({
      rule: 'docs',
      path,
      line: index + 1,
      message,
    }));
  });
}

/** Finds decisions that the index does not list. */
export function checkDecisions(index: string, files: readonly string[]): readonly Finding[] {
  return files
    .filter((file) => /^\d{4}-.*\.md$/.test(file) && !index.includes(`(${file})`))
    .map((file) => ({ rule: 'docs', path: 'docs/adr/README.md', line: 1, message: `does not list ${file}` }));
}
