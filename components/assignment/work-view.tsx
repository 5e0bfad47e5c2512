'use client';

import { useFileSize } from '@/components/media/file-size';
import { OutLink } from '@/components/ui/link';
import type { SubmissionView } from '@/server/domains/assessments/contract/submissions';

/** Properties of {@link WorkView}. */
export interface WorkViewProps {
  readonly work: Pick<SubmissionView['handIns'][number], 'textMd' | 'links' | 'files'>;
}

/** What somebody has handed in, as they wrote it. */
export function WorkView({ work: { textMd, links, files } }: WorkViewProps) {
  const size = useFileSize();
  return (
    <>
      {textMd.trim() === '' ? null : (
        <p className="mt-3 max-w-reading whitespace-pre-wrap break-words">{textMd}</p>
      )}
      {links.length + files.length === 0 ? null : (
        <ul className="mt-3 list-disc ps-5">
          {links.map((link) => (
            <li key={link}>
              <OutLink href={link} className="break-all">
                {link}
              </OutLink>
            </li>
          ))}
          {files.map(({ id, name, bytes, url }) => (
            <li key={id}>
              <OutLink href={url} className="break-words">
                {name}
              </OutLink>{' '}
              <span className="text-ink-muted tabular-nums">{size(bytes)}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
