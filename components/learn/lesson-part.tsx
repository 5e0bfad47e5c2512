import { useTranslations } from 'next-intl';
import { AssignmentLesson } from '@/components/assignment/assignment-lesson';
import type { LessonPart as Part } from '@/server/domains/content/contract/parts';
import type { OpenLessonView } from '@/server/domains/enrollments/contract';
import { LessonDocument } from './lesson-document';
import { LessonDownloads } from './lesson-downloads';
import { LessonEmbed } from './lesson-embed';
import { LessonLive } from './lesson-live';

/** Properties of {@link LessonPart}. */
export interface LessonPartProps {
  readonly lesson: Pick<OpenLessonView['lesson'], 'id' | 'title'>;
  readonly part: Part;
  readonly courseSlug: string;
  readonly isEnrolled: boolean;
}

/** What a lesson has below its words; what is seen or heard stands above them. */
export function LessonPart({ lesson, part, courseSlug, isEnrolled }: LessonPartProps) {
  const t = useTranslations('learn');
  switch (part.kind) {
    case 'document':
      return <LessonDocument part={part} title={lesson.title} />;
    case 'download':
      return <LessonDownloads files={part.files} />;
    case 'embed':
      return part.embed === null ? (
        <p className="text-ink-muted">{t('embed.none')}</p>
      ) : (
        <LessonEmbed embed={part.embed} />
      );
    case 'live':
      return <LessonLive {...{ part, courseSlug, isEnrolled }} />;
    case 'assignment':
      return <AssignmentLesson lessonId={lesson.id} {...{ part, courseSlug, isEnrolled }} />;
    case 'none':
    case 'audio':
      return null;
  }
}
