import { useFormatter, useTranslations } from 'next-intl';
import { DateTime } from '@/components/ui/format';
import type { RatingView, ReviewView } from '@/server/domains/reviews/contract';

const starsDownwards = [5, 4, 3, 2, 1] as const;

function Bar({
  stars,
  count,
  total,
}: {
  readonly stars: number;
  readonly count: number;
  readonly total: number;
}) {
  const t = useTranslations('course');
  const format = useFormatter();
  const share = count / total;
  return (
    <tr>
      <th scope="row" className="py-0.5 pe-3 text-start font-normal whitespace-nowrap text-ink-muted">
        {t('stars', { count: stars })}
      </th>
      <td aria-hidden="true" className="w-full">
        <span className="block h-2 rounded-full bg-sunken">
          <span className="block h-full rounded-full bg-star" style={{ inlineSize: `${share * 100}%` }} />
        </span>
      </td>
      <td className="ps-3 text-end text-ink-muted tabular-nums">{format.number(count)}</td>
    </tr>
  );
}

function Distribution({ rating }: { readonly rating: RatingView }) {
  const t = useTranslations('course');
  const format = useFormatter();
  const mean = format.number(rating.mean ?? 0, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return (
    <div className="max-w-narrow">
      <p className="flex items-baseline gap-3">
        <span className="font-serif text-4xl font-semibold tabular-nums">{mean}</span>
        <span className="text-ink-muted">{t('meanOf', { count: rating.count })}</span>
      </p>
      <table className="mt-3 w-full text-sm">
        <caption className="sr-only">{t('distribution')}</caption>
        <tbody>
          {starsDownwards.map((stars) => (
            <Bar key={stars} stars={stars} count={rating.perStar[stars - 1] ?? 0} total={rating.count} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Review({ review }: { readonly review: ReviewView }) {
  const t = useTranslations('course');
  return (
    <li className="break-inside-avoid">
      <figure>
        <blockquote className="font-serif text-md">
          <p className="whitespace-pre-line">{review.text}</p>
        </blockquote>
        <figcaption className="mt-1.5 flex flex-wrap items-center gap-x-2 text-sm text-ink-muted">
          <span className="font-semibold text-ink">
            {review.author === '' ? t('formerLearner') : review.author}
          </span>
          <span className="sr-only">{t('gaveStars', { count: review.rating })}</span>
          <span aria-hidden="true" className="tracking-wide text-star">
            {'★'.repeat(review.rating)}
            <span className="text-rule">{'★'.repeat(5 - review.rating)}</span>
          </span>
          <DateTime value={review.createdAt} style="short-date" />
        </figcaption>
      </figure>
    </li>
  );
}

/** Properties of {@link Reviews}. */
export interface ReviewsProps {
  readonly rating: RatingView;
  readonly reviews: readonly ReviewView[];
}

/** What learners say: how the stars are spread, then their words, latest first. */
export function Reviews({ rating, reviews }: ReviewsProps) {
  const t = useTranslations('course');
  if (rating.count === 0) return <p className="text-ink-muted">{t('noReviews')}</p>;
  return (
    <>
      <Distribution rating={rating} />
      <ul className="mt-8 gap-x-10 sm:columns-2 [&>li+li]:mt-7">
        {reviews.map((review) => (
          <Review key={review.id} review={review} />
        ))}
      </ul>
    </>
  );
}
