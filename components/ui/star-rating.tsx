import { useFormatter, useTranslations } from 'next-intl';
import { VisuallyHidden } from './visually-hidden';

const star = 'M10 1.8l2.5 5.3 5.8.7-4.3 4 1.1 5.7L10 14.7l-5.1 2.8L6 11.8l-4.3-4 5.8-.7Z';

/** Properties of {@link StarRating}. */
export interface StarRatingProps {
  /** 0 to 5. */
  readonly value: number;
  readonly count: number;
}

function Stars({ value }: { readonly value: number }) {
  return (
    <span aria-hidden="true" className="relative inline-block h-[1em] w-[5em]">
      <StarRow className="absolute inset-0 fill-rule" />
      <span
        className="absolute inset-y-0 start-0 overflow-hidden"
        style={{ inlineSize: `${(value / 5) * 100}%` }}
      >
        <StarRow className="h-[1em] w-[5em] max-w-none fill-star" />
      </span>
    </span>
  );
}

function StarRow({ className }: { readonly className: string }) {
  return (
    <svg viewBox="0 0 100 20" aria-hidden="true" className={className}>
      {[0, 20, 40, 60, 80].map((x) => (
        <path key={x} d={star} transform={`translate(${x})`} />
      ))}
    </svg>
  );
}

/** The mean of the reviews, as stars and always also as figures; says so when there are none. */
export function StarRating({ value, count }: StarRatingProps) {
  const t = useTranslations('ui');
  const format = useFormatter();
  if (count === 0) return <span className="text-sm text-ink-muted">{t('noRating')}</span>;
  const figure = format.number(value, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return (
    <span className="inline-flex items-center gap-1.5 text-sm">
      <Stars value={value} />
      <VisuallyHidden>{t('ratingOutOf', { value: figure })}</VisuallyHidden>
      <span aria-hidden="true" className="font-semibold tabular-nums">
        {figure}
      </span>
      <span className="text-ink-muted">({t('ratingCount', { count })})</span>
    </span>
  );
}
