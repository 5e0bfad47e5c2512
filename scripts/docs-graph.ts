import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { domains, mayCall } from '@/server/wiring/module-graph';
import { rootDir } from './process';
import { readOwnership } from './rules/repository-rules';
import { markdownTable } from './table';

const file = join(rootDir, 'docs/architecture.md');
const begin = '<!-- module graph: written by `npm run docs:graph` -->';
const end = '<!-- end of module graph -->';

/** The module graph as a Mermaid diagram and a table of who owns what. */
async function rendered(): Promise<string> {
  const ownership = [...(await readOwnership())];
  const edges = domains.flatMap((domain) => {
    const callees = mayCall(domain);
    return callees.length === 0 ? [`  ${domain}`] : callees.map((callee) => `  ${domain} --> ${callee}`);
  });
  const rows = domains.map((domain) => [
    domain,
    ownership
      .filter(([, owner]) => owner === domain)
      .map(([model]) => model.charAt(0).toUpperCase() + model.slice(1))
      .join(', ') || '–',
    mayCall(domain).join(', ') || '–',
  ]);
  const diagram = ['```mermaid', 'flowchart LR', ...edges, '```'].join('\n');
  return `${begin}\n\n${diagram}\n\n${markdownTable(['domain', 'owns', 'may call'], rows)}\n\n${end}`;
}

const text = await readFile(file, 'utf8');
const [before, rest] = text.split(begin);
const after = rest?.split(end)[1];
if (before === undefined || after === undefined) {
  throw new Error(`docs/architecture.md has lost its markers: ${begin} … ${end}`);
}
const current = before + (await rendered()) + after;
if (current === text) {
  console.info('docs/architecture.md shows the module graph as it is.');
} else if (process.argv.includes('--check')) {
  console.error('docs/architecture.md shows an older module graph. Run: npm run docs:graph');
  process.exitCode = 1;
} else {
  await writeFile(file, current);
  console.info('docs/architecture.md now shows the module graph as it is.');
}
