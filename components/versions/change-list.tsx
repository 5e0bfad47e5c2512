import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Icon, type IconName } from '@/components/ui/icon';
import type { CourseComparison } from '@/server/domains/content/contract/versions';
import { courseLevels } from '@/server/domains/courses/contract';
import { DiffLines } from './diff-lines';
import { type ComparedPair, LessonWords } from './lesson-words';
import { RuleChange } from './rule-change';

type Detail = CourseComparison['details'][number];
type LessonChange = CourseComparison['lessons'][number];
type SectionChange = CourseComparison['sections'][number];
type Change = LessonChange['change'];

const looks: Readonly<Record<Change, { readonly icon: IconName; readonly ink: string }>> = {
  added: { icon: 'plus', ink: 'text-success' },
  moved: { icon: 'sort', ink: 'text-info' },
  changed: { icon: 'edit', ink: 'text-warning' },
  removed: { icon: 'minus', ink: 'text-danger' },
};

/** Fields whose words are read line by line; the others are a word or a choice. */
const texts: readonly Detail['field'][] = [
  'subtitle',
  'descriptionMd',
  'outcomes',
  'requirements',
  'audience',
];

/** Says what is true or false in words, and leaves everything else as it is. */
function useFlagText() {
  const t = useTranslations('versions');
  return (value: string): string => (value === 'true' ? t('yes') : value === 'false' ? t('no') : value);
}

function useValueText(categories: ReadonlyMap<string, string>) {
  const t = useTranslations('versions');
  const locale = useLocale();
  return (field: Detail['field'], value: string): string => {
    if (value === '') return t('empty');
    if (field === 'category') return categories.get(value) ?? value;
    if (field === 'language') return new Intl.DisplayNames([locale], { type: 'language' }).of(value) ?? value;
    if (field === 'tags') return value.split('\n').join(', ');
    const level = courseLevels.find((one) => one === value);
    return field === 'level' && level !== undefined ? t(`levels.${level}`) : value;
  };
}

function DetailRow({
  detail,
  categories,
}: {
  readonly detail: Detail;
  readonly categories: ReadonlyMap<string, string>;
}) {
  const t = useTranslations('versions');
  const valueText = useValueText(categories);
  const flag = useFlagText();
  const { field, from, to } = detail;
  const say = (value: string) => (field === 'isSequential' ? flag(value) : valueText(field, value));
  const field_ = t(`fields.${field}`);
  const cover = to === '' ? 'coverRemoved' : from === '' ? 'coverAdded' : 'coverChanged';
  return (
    <Row change="changed" title={field_}>
      {field === 'cover' ? <p>{t(cover)}</p> : null}
      {texts.includes(field) ? <DiffLines lines={detail.lines} /> : null}
      {field === 'cover' || texts.includes(field) ? null : (
        <p>
          <del className="text-ink-muted">{say(from)}</del> → <ins className="no-underline">{say(to)}</ins>
        </p>
      )}
    </Row>
  );
}

function Row({
  change,
  title,
  children,
}: {
  readonly change: Change;
  readonly title: string;
  readonly children?: ReactNode;
}) {
  const t = useTranslations('versions');
  const { icon, ink } = looks[change];
  return (
    <li className="flex gap-3 py-3">
      <Icon name={icon} className={`mt-0.5 ${ink}`} />
      <div className="min-w-0 grow">
        <p className="flex flex-wrap items-baseline gap-x-3">
          <span className="font-semibold break-words">{title}</span>
          <span className={`text-sm ${ink}`}>{t(`changes.${change}`)}</span>
        </p>
        {children}
      </div>
    </li>
  );
}

type Names = CourseComparison['ruleNames'];

function SectionRow({ section, names }: { readonly section: SectionChange; readonly names: Names }) {
  const t = useTranslations('versions');
  return (
    <Row change={section.change} title={section.title}>
      {section.formerTitle === null ? null : (
        <p className="text-ink-muted">{t('formerTitle', { title: section.formerTitle })}</p>
      )}
      <RuleChange rule={section.rule} names={names} isNew={section.change === 'added'} />
    </Row>
  );
}

function LessonRow({
  lesson,
  pair,
  names,
}: {
  readonly lesson: LessonChange;
  readonly pair: ComparedPair;
  readonly names: Names;
}) {
  const t = useTranslations('versions');
  const { change, sectionTitle, formerSectionTitle: former } = lesson;
  const flag = useFlagText();
  const place =
    change === 'moved' && former === null ? t('reordered') : t('inSection', { section: sectionTitle });
  return (
    <Row change={change} title={lesson.title}>
      <p className="text-ink-muted">
        {former === null ? place : `${t('fromSection', { section: former })}, ${place}`}
      </p>
      {lesson.fields.map(({ field, from, to }) => (
        <p key={field}>{t('fieldChange', { field: t(`fields.${field}`), from: flag(from), to: flag(to) })}</p>
      ))}
      <RuleChange rule={lesson.rule} names={names} isNew={change === 'added'} />
      {lesson.isTextChanged || change === 'added' || change === 'removed' ? (
        <LessonWords pair={pair} lesson={lesson} />
      ) : null}
    </Row>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: readonly ReactNode[] }) {
  if (children.length === 0) return null;
  return (
    <section className="mb-6">
      <h3 className="font-semibold">{title}</h3>
      <ul className="mt-1 divide-y divide-rule border-y border-rule">{children}</ul>
    </section>
  );
}

/** Properties of {@link ChangeList}. */
export interface ChangeListProps {
  readonly changes: CourseComparison;
  readonly pair: ComparedPair;
  /** What categories are called, by their address. */
  readonly categories: ReadonlyMap<string, string>;
}

/** Everything that differs between two versions of a course: what was added, moved, changed and removed. */
export function ChangeList({ changes, pair, categories }: ChangeListProps) {
  const t = useTranslations('versions');
  return (
    <>
      <Part title={t('details')}>
        {changes.details.map((detail) => (
          <DetailRow key={detail.field} detail={detail} categories={categories} />
        ))}
      </Part>
      <Part title={t('sections')}>
        {changes.sections.map((section) => (
          <SectionRow key={`${section.change}-${section.id}`} section={section} names={changes.ruleNames} />
        ))}
      </Part>
      <Part title={t('lessons')}>
        {changes.lessons.map((lesson) => (
          <LessonRow
            key={`${lesson.change}-${lesson.id}`}
            lesson={lesson}
            pair={pair}
            names={changes.ruleNames}
          />
        ))}
      </Part>
    </>
  );
}
