import type { ReactNode } from 'react';

/** One chapter of the page, with an address of its own. */
export function Specimen({ title, note, children }: { title: string; note?: string; children: ReactNode }) {
  const id = title.toLowerCase().replace(/\W+/g, '-');
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="border-t border-rule py-10">
      <h2 id={`${id}-title`} className="font-serif text-xl font-semibold">
        {title}
      </h2>
      {note === undefined ? null : <p className="mt-1 max-w-reading text-ink-muted">{note}</p>}
      <div className="mt-6 space-y-6">{children}</div>
    </section>
  );
}

/** A row of things that wrap. */
export function Row({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap items-center gap-3">{children}</div>;
}
