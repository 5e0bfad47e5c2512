import type { LanguageInput } from 'shiki/core';

/** A language that code can be coloured in. */
export type CodeLanguage = {
  /** As it is written behind a fence. */
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
  /** Its grammar; loaded when a text first needs it. */
  readonly load: () => LanguageInput;
};

const language = (
  id: string,
  name: string,
  load: () => LanguageInput,
  ...aliases: string[]
): CodeLanguage => ({
  ...{ id, name, load, aliases },
});

/** Every language that code can be coloured in, by name. */
export const codeLanguages: readonly CodeLanguage[] = [
  language('bash', 'Bash', () => import('shiki/langs/bash.mjs'), 'sh', 'shell', 'zsh'),
  language('c', 'C', () => import('shiki/langs/c.mjs')),
  language('cpp', 'C++', () => import('shiki/langs/cpp.mjs'), 'c++'),
  language('csharp', 'C#', () => import('shiki/langs/csharp.mjs'), 'c#', 'cs'),
  language('css', 'CSS', () => import('shiki/langs/css.mjs')),
  language('diff', 'Diff', () => import('shiki/langs/diff.mjs')),
  language('docker', 'Dockerfile', () => import('shiki/langs/docker.mjs'), 'dockerfile'),
  language('go', 'Go', () => import('shiki/langs/go.mjs')),
  language('graphql', 'GraphQL', () => import('shiki/langs/graphql.mjs'), 'gql'),
  language('html', 'HTML', () => import('shiki/langs/html.mjs')),
  language('java', 'Java', () => import('shiki/langs/java.mjs')),
  language('javascript', 'JavaScript', () => import('shiki/langs/javascript.mjs'), 'js', 'mjs', 'cjs'),
  language('json', 'JSON', () => import('shiki/langs/json.mjs')),
  language('jsx', 'JSX', () => import('shiki/langs/jsx.mjs')),
  language('kotlin', 'Kotlin', () => import('shiki/langs/kotlin.mjs'), 'kt'),
  language('latex', 'LaTeX', () => import('shiki/langs/latex.mjs'), 'tex'),
  language('markdown', 'Markdown', () => import('shiki/langs/markdown.mjs'), 'md'),
  language('php', 'PHP', () => import('shiki/langs/php.mjs')),
  language('powershell', 'PowerShell', () => import('shiki/langs/powershell.mjs'), 'ps', 'ps1'),
  language('python', 'Python', () => import('shiki/langs/python.mjs'), 'py'),
  language('r', 'R', () => import('shiki/langs/r.mjs')),
  language('ruby', 'Ruby', () => import('shiki/langs/ruby.mjs'), 'rb'),
  language('rust', 'Rust', () => import('shiki/langs/rust.mjs'), 'rs'),
  language('sql', 'SQL', () => import('shiki/langs/sql.mjs')),
  language('swift', 'Swift', () => import('shiki/langs/swift.mjs')),
  language('toml', 'TOML', () => import('shiki/langs/toml.mjs')),
  language('tsx', 'TSX', () => import('shiki/langs/tsx.mjs')),
  language('typescript', 'TypeScript', () => import('shiki/langs/typescript.mjs'), 'ts', 'mts', 'cts'),
  language('xml', 'XML', () => import('shiki/langs/xml.mjs'), 'svg'),
  language('yaml', 'YAML', () => import('shiki/langs/yaml.mjs'), 'yml'),
];

const byName = new Map(
  codeLanguages.flatMap((one) => [one.id, ...one.aliases].map((name) => [name, one] as const)),
);

/** Returns the language that is meant by what stands behind a fence, or null for one without colours. */
export function codeLanguage(name: string): CodeLanguage | null {
  return byName.get(name.toLowerCase()) ?? null;
}
