import { createTranslator } from 'use-intl/core';
import errors from '@/messages/en/errors.json';
import messages from '@/messages/en/exchange.json';
import type { Change } from '@/server/domains/exchange/contract/diff';
import type { FileProblem } from '@/server/domains/exchange/contract/problems';
import { refusalOf } from './client';

const t = createTranslator({ locale: 'en', messages });

/** A problem as compilers write theirs, so that editors find the place. */
export function wordsOfProblem({ file, line, column, code, values }: FileProblem): string {
  const all = { file: '', key: '', like: '', field: '', limit: 0, reason: '', expected: '', options: '' };
  const text = t(`problems.${code}`, {
    ...all,
    ...{ slug: '', category: '', kind: '', prompt: '', lesson: '' },
    ...values,
  });
  return `${file}:${line}:${column}: ${text}`;
}

const signs = { added: '+', moved: '→', changed: '~', removed: '-' } as const;

/** A difference in a line. */
export function wordsOfChange({ what, act, title, fields }: Change): string {
  const which = fields.length === 0 ? '' : ` (${fields.join(', ')})`;
  return `  ${signs[act]} ${t(`things.${what}`)} ${t(`acts.${act}`)}: ${title}${which}`;
}

/** What a school says of a failed call, in its words; null when it was not the school that spoke. */
export function wordsOfRefusal(error: unknown): string | null {
  const said = refusalOf(error);
  if (said === null) return null;
  const [area = '', code = ''] = said.code.split('/');
  const texts: unknown = Reflect.get(errors, area);
  const text: unknown = Reflect.get(Object(texts), code);
  if (typeof text !== 'string') return said.code;
  const translator = createTranslator({ locale: 'en', messages: { text } });
  return translator('text', { seconds: 0, limit: 0, course: '', scope: '', lesson: '', ...said.details });
}
