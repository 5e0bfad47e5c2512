import type { ReactNode } from 'react';
import { cx } from '@/components/ui/class-names';
import { mainId } from './skip-link';

/** `narrow` for one form, `reading` for text, `app` for most pages, `wide` for tables and the catalogue. */
export type PageWidth = 'narrow' | 'reading' | 'app' | 'wide';

/** `calm` for people who learn, `dense` for people who work here all day. */
export type Density = 'calm' | 'dense';

const pageWidths: Readonly<Record<PageWidth, string>> = {
  narrow: 'max-w-narrow',
  reading: 'max-w-reading',
  app: 'max-w-app',
  wide: 'max-w-wide',
};

/** Properties of {@link Container}. */
export interface ContainerProps {
  readonly width?: PageWidth;
  readonly className?: string;
  readonly children: ReactNode;
}

/** Centres its content at one of the four widths, with the page's gutter at both sides. */
export function Container({ width = 'app', className, children }: ContainerProps) {
  return (
    <div className={cx('w-full px-(--gutter)', className)}>
      <div className={cx('mx-auto', pageWidths[width])}>{children}</div>
    </div>
  );
}

/** Properties of {@link Main}. */
export interface MainProps extends ContainerProps {
  readonly density?: Density;
}

/** The main region of a page, where the skip link leads; exactly one on each page. */
export function Main({ width = 'app', density = 'calm', className, children }: MainProps) {
  return (
    <main
      id={mainId}
      tabIndex={-1}
      data-density={density}
      className={cx(
        'w-full grow px-(--gutter) outline-none',
        density === 'dense' ? 'py-6 text-sm' : 'py-10',
        className,
      )}
    >
      <div className={cx('mx-auto', pageWidths[width])}>{children}</div>
    </main>
  );
}

/** Properties of {@link PageHeader}. */
export interface PageHeaderProps {
  readonly title: ReactNode;
  /** Above the title: breadcrumbs, or what the page belongs to. */
  readonly above?: ReactNode;
  /** One or two sentences below the title. */
  readonly lead?: ReactNode;
  /** What can be done with the whole page. */
  readonly actions?: ReactNode;
  readonly density?: Density;
}

/** The title of a page (its only `h1`), with what leads to it and what can be done with it. */
export function PageHeader({ title, above, lead, actions, density = 'calm' }: PageHeaderProps) {
  const isDense = density === 'dense';
  return (
    <header
      className={cx('flex flex-wrap items-end justify-between gap-x-8 gap-y-4', isDense ? 'mb-5' : 'mb-8')}
    >
      <div className="min-w-0">
        {above == null ? null : <div className="mb-2 text-sm text-ink-muted">{above}</div>}
        <h1
          className={cx(
            'font-serif font-semibold text-ink',
            isDense ? 'text-2xl' : 'text-3xl max-sm:text-2xl sm:tracking-[-0.01em]',
          )}
        >
          {title}
        </h1>
        {lead == null ? null : <p className="mt-2 max-w-reading text-md text-ink-muted">{lead}</p>}
      </div>
      {actions == null ? null : <div className="flex flex-wrap gap-2">{actions}</div>}
    </header>
  );
}

/** Properties of {@link AuthFrame}. */
export interface AuthFrameProps {
  readonly title: ReactNode;
  readonly lead?: ReactNode;
  /** Below the form: the other way in, or help. */
  readonly below?: ReactNode;
  readonly children: ReactNode;
}

/** A narrow page for one form: sign in, sign up, reset. */
export function AuthFrame({ title, lead, below, children }: AuthFrameProps) {
  return (
    <Main width="narrow">
      <h1 className="font-serif text-2xl font-semibold">{title}</h1>
      {lead == null ? null : <p className="mt-2 text-ink-muted">{lead}</p>}
      <div className="mt-8">{children}</div>
      {below == null ? null : <div className="mt-8 border-t border-rule pt-5 text-ink-muted">{below}</div>}
    </Main>
  );
}
