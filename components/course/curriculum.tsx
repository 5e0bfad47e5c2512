import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import { Duration } from '@/components/ui/format';
import { Icon } from '@/components/ui/icon';
import { Link } from '@/components/ui/link';
import type { LessonSummary, Curriculum as Sections } from '@/server/domains/content/contract';
import { kindIcons } from './kind-icons';

interface LessonProps {
  readonly courseSlug: string;
  readonly lesson: LessonSummary;
  readonly language: string;
}

function Lesson({ courseSlug, lesson, language }: LessonProps) {
  const t = useTranslations('course');
  return (
    <li className="flex min-h-11 items-baseline gap-3 border-b border-rule py-2.5">
      <span title={t(lesson.kind)} className="translate-y-0.5 text-ink-faint">
        <Icon name={kindIcons[lesson.kind]} />
      </span>
      <span className="min-w-0 grow">
        <span className="sr-only">{t(lesson.kind)}: </span>
        {lesson.isPreview ? (
          <Link href={`/learn/${courseSlug}/${lesson.slug}`} lang={language} className="me-2">
            {lesson.title}
          </Link>
        ) : (
          <span lang={language}>{lesson.title}</span>
        )}
        {lesson.isPreview ? <Badge tone="accent">{t('preview')}</Badge> : null}
      </span>
      <span className="shrink-0 text-sm text-ink-muted tabular-nums">
        <Duration seconds={lesson.minutes * 60} />
      </span>
    </li>
  );
}

/** Properties of {@link Curriculum}. */
export interface CurriculumProps {
  readonly courseSlug: string;
  readonly language: string;
  readonly sections: Sections['sections'];
}

/** The contents of a course, set like those of a book: everything is there to read, nothing to unfold. */
export function Curriculum({ courseSlug, language, sections }: CurriculumProps) {
  return (
    <ol className="space-y-8">
      {sections.map((section, index) => (
        <li key={section.id} className="grid gap-x-6 sm:grid-cols-[2.5rem_1fr]">
          <span aria-hidden="true" className="font-serif text-2xl text-ink-faint tabular-nums max-sm:hidden">
            {index + 1}
          </span>
          <div className="min-w-0">
            <h3 lang={language} className="mb-1 font-serif text-lg font-semibold">
              {section.title}
            </h3>
            <ol>
              {section.lessons.map((lesson) => (
                <Lesson key={lesson.id} courseSlug={courseSlug} lesson={lesson} language={language} />
              ))}
            </ol>
          </div>
        </li>
      ))}
    </ol>
  );
}
