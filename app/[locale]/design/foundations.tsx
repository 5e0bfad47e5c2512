import { Logo, LogoMark } from '@/components/brand/logo';
import { Avatar } from '@/components/ui/avatar';
import { CourseCover } from '@/components/ui/course-cover';
import { Icon, iconNames } from '@/components/ui/icon';
import { Row, Specimen } from './specimen';

const grounds = [
  ['paper', 'bg-paper'],
  ['surface', 'bg-surface'],
  ['sunken', 'bg-sunken'],
  ['raised', 'bg-raised'],
  ['accent', 'bg-accent'],
  ['accent-soft', 'bg-accent-soft'],
  ['marker', 'bg-marker'],
  ['marker-soft', 'bg-marker-soft'],
  ['danger-soft', 'bg-danger-soft'],
  ['warning-soft', 'bg-warning-soft'],
  ['success-soft', 'bg-success-soft'],
  ['info-soft', 'bg-info-soft'],
] as const;

const coverIds = Array.from({ length: 20 }, (_, index) => `cover-${index + 1}`);

const scale = [
  ['5xl', 'text-5xl'],
  ['4xl', 'text-4xl'],
  ['3xl', 'text-3xl'],
  ['2xl', 'text-2xl'],
  ['xl', 'text-xl'],
  ['lg', 'text-lg'],
  ['md', 'text-md'],
] as const;

/** Identity: mark, colour, type, icons, covers. */
export function Foundations() {
  return (
    <>
      <Specimen
        title="Mark"
        note="An L with a quarter of a disc in its corner: gnomon and shadow, an open page, a step and an arch."
      >
        <Row>
          <Logo className="text-4xl" />
          <span className="inline-flex items-end gap-4 ps-8">
            <LogoMark className="size-16" />
            <LogoMark className="size-8" />
            <LogoMark className="size-4" />
            <LogoMark tone="mono" className="size-8" />
          </span>
          <span className="inline-flex rounded-md bg-accent p-4 text-accent-ink">
            <LogoMark tone="mono" className="size-8" />
          </span>
        </Row>
      </Specimen>
      <Specimen
        title="Colour"
        note="Paper and ink by day, blackboard and chalk by night; laurel is the accent, the highlighter marks a place."
      >
        <ul className="grid grid-cols-2 gap-3 sm:grid-cols-4 lg:grid-cols-6">
          {grounds.map(([name, ground]) => (
            <li key={name} className="text-xs text-ink-muted">
              <span className={`mb-1 block h-16 rounded-md border border-rule ${ground}`} />
              {name}
            </li>
          ))}
        </ul>
      </Specimen>
      <Specimen
        title="Type"
        note="Brygada 1918 for titles and reading, Atkinson Hyperlegible Next for the interface."
      >
        <div className="space-y-3 overflow-hidden font-serif font-semibold">
          {scale.map(([name, size]) => (
            <p key={name} className={`${size} leading-tight`}>
              Doubt is where learning starts
            </p>
          ))}
        </div>
        <p className="max-w-reading">
          The interface speaks in 16 px: verbs on buttons, sentence case, no shouting. Figures line up in
          tables: <span className="tabular-nums">1,111.11 · 8,888.88</span>. Il1 and O0 cannot be confused.
        </p>
      </Specimen>
      <Specimen title="Icons">
        <ul className="grid grid-cols-3 gap-3 sm:grid-cols-6 lg:grid-cols-9">
          {iconNames.map((name) => (
            <li key={name} className="flex flex-col items-center gap-1.5 py-2 text-2xs text-ink-muted">
              <Icon name={name} className="text-xl text-ink" />
              {name}
            </li>
          ))}
        </ul>
      </Specimen>
      <Specimen title="Covers" note="Drawn from the course's id, for courses without an image.">
        <div className="grid grid-cols-2 gap-4 sm:grid-cols-3 lg:grid-cols-4">
          {coverIds.map((id) => (
            <CourseCover key={id} id={id} className="rounded-md" />
          ))}
        </div>
        <Row>
          {['Ada Lovelace', 'Ibn al-Haytham', 'Hypatia', 'عمر الخيام', 'Élodie Çelik'].map((name) => (
            <Avatar key={name} name={name} />
          ))}
          <Avatar name="Emmy Noether" size="lg" />
          <Avatar name="Emmy Noether" size="sm" />
        </Row>
      </Specimen>
    </>
  );
}
