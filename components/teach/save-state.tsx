import { cx } from '@/components/ui/class-names';
import { Icon, type IconName } from '@/components/ui/icon';

const icons = {
  saved: 'check',
  saving: 'clock',
  unsaved: 'edit',
  offline: 'offline',
} as const satisfies Readonly<Record<string, IconName>>;

/** Properties of {@link SaveState}. */
export interface SaveStateProps {
  readonly state: keyof typeof icons;
  readonly text: string;
}

/** How far what is on the page is saved, by sign and word; it is said aloud when it is saved, or cannot be. */
export function SaveState({ state, text }: SaveStateProps) {
  const isSaid = state === 'saved' || state === 'offline';
  return (
    <p
      className={cx(
        'flex min-h-6 items-center gap-2 text-sm',
        state === 'offline' ? 'text-danger' : 'text-ink-muted',
      )}
    >
      <Icon name={icons[state]} />
      <span aria-hidden={isSaid}>{text}</span>
      <span role="status" className="sr-only">
        {isSaid ? text : ''}
      </span>
    </p>
  );
}
