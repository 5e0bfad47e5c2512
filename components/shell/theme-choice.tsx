'use client';

import { useId, useSyncExternalStore } from 'react';
import { cx } from '@/components/ui/class-names';
import { Icon, type IconName } from '@/components/ui/icon';
import { chooseTheme, readTheme, subscribeTheme, type Theme, themes } from './theme-store';

const icons: Readonly<Record<Theme, IconName>> = { system: 'device', light: 'sun', dark: 'moon' };

/** Properties of {@link ThemeChoice}. */
export interface ThemeChoiceProps {
  readonly legend: string;
  readonly labels: Readonly<Record<Theme, string>>;
}

/** Chooses between the device's appearance, light and dark; takes effect at once. */
export function ThemeChoice({ legend, labels }: ThemeChoiceProps) {
  const chosen = useSyncExternalStore<Theme>(subscribeTheme, readTheme, () => 'system');
  const group = useId();
  return (
    <fieldset className="noscript:hidden">
      <legend className="px-2 pb-1.5 text-xs text-ink-muted">{legend}</legend>
      <div className="flex gap-0.5 rounded-md bg-sunken p-0.5">
        {themes.map((theme) => (
          <label
            key={theme}
            className={cx(
              'relative flex min-h-10 flex-1 cursor-pointer flex-col items-center justify-center gap-0.5 rounded-sm px-2 py-1 text-2xs coarse:min-h-11',
              'has-focus-visible:outline-2 has-focus-visible:outline-focus',
              theme === chosen ? 'bg-surface font-semibold text-ink' : 'text-ink-muted hover:text-ink',
            )}
          >
            <input
              type="radio"
              name={group}
              value={theme}
              checked={theme === chosen}
              onChange={() => chooseTheme(theme)}
              className="absolute inset-0 cursor-pointer appearance-none rounded-sm outline-none"
            />
            <Icon name={icons[theme]} className="text-base" />
            {labels[theme]}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
