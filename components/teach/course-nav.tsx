import { useTranslations } from 'next-intl';
import { NavLink } from '@/components/shell/nav-link';
import type { CourseFrame } from '@/server/domains/courses/contract';

const linkStyle =
  '-mb-px inline-flex min-h-11 items-center border-b-3 border-transparent px-1 text-ink-muted hover:text-ink ' +
  'aria-[current]:border-accent aria-[current]:font-semibold aria-[current]:text-ink';

/** Leads to the parts of one course that the reader may work on. */
export function CourseNav({ frame }: { readonly frame: CourseFrame }) {
  const t = useTranslations('teach');
  const path = `/teach/courses/${frame.slug}`;
  const parts = [
    { href: path, label: t('learnersTitle'), needs: ['learners.read'] },
    { href: `${path}/details`, label: t('details'), needs: ['content.edit'] },
    { href: `${path}/curriculum`, label: t('curriculum'), needs: ['content.edit'] },
    { href: `${path}/cohorts`, label: t('cohorts'), needs: ['learners.manage'] },
    { href: `${path}/publish`, label: t('publishing'), needs: ['content.edit', 'course.publish'] },
    { href: `${path}/history`, label: t('history'), needs: ['content.edit'] },
    { href: `${path}/access`, label: t('access'), needs: ['course.publish'] },
    { href: `${path}/exchange`, label: t('exchange'), needs: ['content.edit'] },
    { href: `${path}/staff`, label: t('staff'), needs: ['course.read'] },
  ] as const;
  return (
    <nav aria-label={t('parts')} className="mb-6 border-b border-rule">
      <ul className="flex gap-x-5 overflow-x-auto">
        {parts
          .filter(({ needs }) => needs.some((one) => frame.may.includes(one)))
          .map(({ href, label }) => (
            <li key={href} className="shrink-0">
              <NavLink href={href} isExact={href === path} className={linkStyle}>
                {label}
              </NavLink>
            </li>
          ))}
      </ul>
    </nav>
  );
}
