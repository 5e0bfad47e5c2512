import { useTranslations } from 'next-intl';
import { cx } from '@/components/ui/class-names';
import type { TextDiff } from '@/server/domains/content/contract/versions';

type Line = Exclude<TextDiff[number], { kind: 'left_out' }>;

const looks = {
  same: { sign: '\u00a0', ground: '', word: '' },
  removed: { sign: '−', ground: 'bg-danger-soft', word: 'decoration-danger line-through decoration-2' },
  added: { sign: '+', ground: 'bg-success-soft', word: 'decoration-success underline decoration-2' },
} as const;

function Words({ line }: { readonly line: Line }) {
  const { word } = looks[line.kind];
  let at = 0;
  return line.words.map(({ text, isChanged }) => {
    const key = at;
    at += text.length + 1;
    return (
      <span key={key} className={isChanged ? cx('font-semibold', word) : undefined}>
        {text}
      </span>
    );
  });
}

function DiffRow({ line }: { readonly line: Line }) {
  const t = useTranslations('versions');
  const { sign, ground } = looks[line.kind];
  const Tag = line.kind === 'added' ? 'ins' : line.kind === 'removed' ? 'del' : 'span';
  return (
    <Tag className={cx('flex gap-2 px-3 py-0.5 no-underline', ground)}>
      <span aria-hidden="true" className="w-3 shrink-0 select-none text-ink-muted">
        {sign}
      </span>
      <span className="min-w-0 whitespace-pre-wrap break-words">
        {line.kind === 'same' ? null : (
          <span className="sr-only">{t(line.kind === 'added' ? 'lineAdded' : 'lineRemoved')} </span>
        )}
        <Words line={line} />
      </span>
    </Tag>
  );
}

/** How a text differs from another: lines that went and came by sign, colour and word, and the words in them that are others. */
export function DiffLines({ lines }: { readonly lines: TextDiff }) {
  const t = useTranslations('versions');
  let number = 0;
  return (
    <div className="overflow-hidden rounded-md border border-rule bg-surface py-1 font-mono text-sm">
      {lines.map((line) => {
        number += 1;
        return line.kind === 'left_out' ? (
          <p key={number} className="px-3 py-1 font-sans text-ink-muted">
            {t('leftOut', { count: line.count })}
          </p>
        ) : (
          <DiffRow key={number} line={line} />
        );
      })}
    </div>
  );
}
