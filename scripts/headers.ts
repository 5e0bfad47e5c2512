/*
 * npm run headers: what each class of answer tells a browser, asked of BASE_URL or of a platform of its own. Fails and
 * names the class and the header where something is missing or wrong.
 */
import { askFor, faultsOf, reportHeading, reportRow } from './headers/check-headers';
import { headerClasses } from './headers/header-classes';
import { signInAs } from './site-pages';
import { withStack } from './stack';
import { textTable } from './table';

async function report(origin: string): Promise<number> {
  const isSecure = origin.startsWith('https:');
  const learner = await signInAs(origin, 'learner');
  const rows: (readonly string[])[] = [];
  const faults: string[] = [];
  for (const one of headerClasses) {
    const answer = await askFor(one, origin, one.as === undefined ? undefined : learner);
    const found = faultsOf(one, answer, isSecure);
    faults.push(...found);
    rows.push(reportRow(one, answer, found.length === 0));
  }
  console.info(textTable(reportHeading, rows));
  for (const fault of faults) console.error(fault);
  return faults.length === 0 ? 0 : 1;
}

const given = process.env['BASE_URL']?.replace(/\/$/, '');
process.exitCode = given ? await report(given) : await withStack(({ origin }) => report(origin));
