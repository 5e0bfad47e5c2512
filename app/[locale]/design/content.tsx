import { Badge } from '@/components/ui/badge';
import { Banner } from '@/components/ui/banner';
import { Breadcrumbs } from '@/components/ui/breadcrumbs';
import { type Column, DataTable } from '@/components/ui/data-table';
import { Disclosure } from '@/components/ui/disclosure';
import { DateTime, Duration, FormattedNumber, Money, Price } from '@/components/ui/format';
import { ButtonLink } from '@/components/ui/link';
import { Pagination } from '@/components/ui/pagination';
import { ProgressBar, ProgressRing } from '@/components/ui/progress';
import { RelativeTime } from '@/components/ui/relative-time';
import { Loading, Skeleton, SkeletonText } from '@/components/ui/skeleton';
import { StarRating } from '@/components/ui/star-rating';
import { EmptyState, ErrorState } from '@/components/ui/states';
import { Row, Specimen } from './specimen';

interface Learner {
  readonly name: string;
  readonly done: number;
  readonly score: number;
  readonly seen: string;
}

const learners: readonly Learner[] = [
  { name: 'Amina Haddad', done: 12, score: 0.94, seen: '2026-11-20T09:30:00.000Z' },
  { name: 'Björn Ekström', done: 7, score: 0.71, seen: '2026-11-18T17:05:00.000Z' },
  { name: 'Chiara Bellini', done: 0, score: 0, seen: '2026-10-02T08:00:00.000Z' },
];

const columns: readonly Column<Learner>[] = [
  { key: 'name', header: 'Learner', isRowHeader: true, isSortable: true, cell: (row) => row.name },
  {
    key: 'state',
    header: 'State',
    cell: (row) => (row.done === 12 ? <Badge tone="success">Finished</Badge> : <Badge>Learning</Badge>),
  },
  {
    key: 'done',
    header: 'Lessons',
    align: 'end',
    isSortable: true,
    cell: (row) => <FormattedNumber value={row.done} />,
  },
  { key: 'score', header: 'Score', align: 'end', cell: (row) => <FormattedNumber value={row.score} /> },
  { key: 'seen', header: 'Last seen', align: 'end', cell: (row) => <RelativeTime value={row.seen} /> },
];

function Tables() {
  return (
    <Specimen
      title="Table"
      note="Dense here, as instructors see it. On a phone each row becomes a short list."
    >
      <div data-density="dense" className="text-sm">
        <DataTable
          caption="Learners"
          columns={columns}
          rows={learners}
          rowKey={(row) => row.name}
          sort={{
            key: 'name',
            direction: 'ascending',
            hrefFor: (key, direction) => `/design?sort=${key}.${direction}`,
          }}
        />
      </div>
      <Pagination previousHref="/design?before=a" nextHref="/design?after=b" />
      <Breadcrumbs
        crumbs={[
          { href: '/courses', label: 'Courses' },
          { href: '/courses?category=data', label: 'Data' },
        ]}
      />
    </Specimen>
  );
}

function Messages() {
  return (
    <Specimen title="Banners and badges">
      <Banner title="The course is a draft">Only you and your co-instructors can see it.</Banner>
      <Banner tone="success">Your answers are saved.</Banner>
      <Banner
        tone="warning"
        title="This quiz closes on Friday at 23:59"
        actions={
          <ButtonLink href="/learn" size="sm">
            Start now
          </ButtonLink>
        }
      />
      <Banner tone="danger" title="The payment was declined">
        Nothing was charged. Use another card, or ask your bank.
      </Banner>
      <Row>
        <Badge>Draft</Badge>
        <Badge tone="accent">New</Badge>
        <Badge tone="info">Beginner</Badge>
        <Badge tone="success">Passed</Badge>
        <Badge tone="warning">Due soon</Badge>
        <Badge tone="danger">Overdue</Badge>
      </Row>
    </Specimen>
  );
}

function States() {
  return (
    <Specimen title="States">
      <EmptyState
        title="No courses yet"
        action={
          <ButtonLink href="/courses" variant="primary">
            Find a course
          </ButtonLink>
        }
      >
        What you enrol in appears here, with the lesson you stopped at.
      </EmptyState>
      <ErrorState
        title="The list could not be loaded"
        level={3}
        action={<ButtonLink href="/design">Try again</ButtonLink>}
      >
        Nothing was changed.
      </ErrorState>
      <Loading label="Loading courses">
        <div className="grid max-w-reading grid-cols-2 gap-6">
          {['a', 'b'].map((key) => (
            <div key={key} className="space-y-3">
              <Skeleton className="aspect-video rounded-md" />
              <SkeletonText lines={3} />
            </div>
          ))}
        </div>
      </Loading>
    </Specimen>
  );
}

function Figures() {
  return (
    <Specimen title="Figures">
      <Row>
        <ProgressRing value={7} total={12} label="Progress in Practical statistics" />
        <ProgressRing value={0} total={0} label="Progress in an empty course" />
        <ProgressRing value={12} total={12} label="Progress in Git without fear" />
        <ProgressBar value={7} total={12} label="Progress in Practical statistics" className="w-64" />
        <StarRating value={4.6} count={128} />
        <StarRating value={0} count={0} />
      </Row>
      <p className="flex flex-wrap gap-x-6 gap-y-2">
        <DateTime value="2026-11-23T18:00:00.000Z" />
        <DateTime value="2026-11-23T18:00:00.000Z" style="date-time" />
        <RelativeTime value="2026-11-01T18:00:00.000Z" />
        <Duration seconds={15_600} />
        <Price amountMinor={4900} currency="EUR" />
        <Price amountMinor={0} currency="EUR" />
        <Money amountMinor={123_456} currency="USD" />
        <Money amountMinor={5000} currency="JPY" />
      </p>
      <div className="max-w-reading">
        <Disclosure
          summary="Week one: What a sample can tell"
          meta={<Duration seconds={4200} />}
          isOpen
          name="weeks"
        >
          <p>Three lessons and a quiz.</p>
        </Disclosure>
        <Disclosure summary="Week two: The shape of data" meta={<Duration seconds={5400} />} name="weeks">
          <p>Four lessons.</p>
        </Disclosure>
      </div>
    </Specimen>
  );
}

/** Everything that shows data and tells a state. */
export function Content() {
  return (
    <>
      <Tables />
      <Messages />
      <States />
      <Figures />
    </>
  );
}
