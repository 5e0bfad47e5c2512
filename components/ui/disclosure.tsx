import type { ReactNode } from 'react';
import { Icon } from './icon';

/** Properties of {@link Disclosure}. */
export interface DisclosureProps {
  readonly summary: ReactNode;
  /** Beside the summary, at its end: a count, a duration. */
  readonly meta?: ReactNode;
  readonly isOpen?: boolean;
  /** Disclosures of one name are an accordion: opening one closes the others. */
  readonly name?: string;
  readonly children: ReactNode;
}

/** Something that opens below its title, natively: it works before scripts and is found by the browser's search. */
export function Disclosure({ summary, meta, isOpen = false, name, children }: DisclosureProps) {
  return (
    <details name={name} open={isOpen} className="group border-b border-rule">
      <summary className="flex min-h-12 list-none items-center gap-3 py-2 font-semibold [&::-webkit-details-marker]:hidden">
        <Icon
          name="chevron-next"
          className="text-ink-muted transition-transform group-open:rotate-90 rtl:group-open:-rotate-90"
        />
        <span className="min-w-0 grow">{summary}</span>
        {meta == null ? null : <span className="text-sm font-normal text-ink-muted">{meta}</span>}
      </summary>
      <div className="ps-8 pb-4">{children}</div>
    </details>
  );
}
