'use client';

import type { ComponentProps } from 'react';
import { Menu as AriaMenu, MenuItem, MenuTrigger } from 'react-aria-components/Menu';
import { Popover as AriaPopover } from 'react-aria-components/Popover';
import { Pressable } from 'react-aria-components/Pressable';
import { Text } from 'react-aria-components/Text';
import { AriaLocale } from './aria-locale';
import { cx } from './class-names';
import { Icon, type IconName } from './icon';

/** One entry of a {@link Menu}. */
export interface MenuEntry {
  readonly id: string;
  readonly label: string;
  /** One line on what it is for. */
  readonly hint?: string;
  readonly icon?: IconName;
  readonly tone?: 'normal' | 'danger';
  readonly isDisabled?: boolean;
  readonly onAction: () => void;
}

/** Properties of {@link Menu}. */
export interface MenuProps {
  /** The button that opens the menu: a `Button` or an `IconButton`. */
  readonly trigger: ComponentProps<typeof Pressable>['children'];
  /** Names the menu for screen readers. */
  readonly label: string;
  readonly entries: readonly MenuEntry[];
}

/** Acts on one thing, behind one button: arrow keys, type-ahead, Escape. For places to go, use links. */
export function Menu({ trigger, label, entries }: MenuProps) {
  return (
    <AriaLocale>
      <MenuTrigger>
        <Pressable>{trigger}</Pressable>
        <AriaPopover
          placement="bottom end"
          className="min-w-44 rounded-lg border border-rule bg-raised p-1.5 shadow-overlay entering:animate-enter"
        >
          <AriaMenu aria-label={label} className="outline-none">
            {entries.map((entry) => (
              <MenuItem
                key={entry.id}
                id={entry.id}
                textValue={entry.label}
                isDisabled={entry.isDisabled ?? false}
                onAction={entry.onAction}
                className={cx(
                  'flex min-h-9 cursor-pointer items-center gap-2.5 rounded-sm px-2 text-sm outline-none data-disabled:cursor-default data-disabled:text-ink-faint coarse:min-h-11 coarse:text-base',
                  entry.tone === 'danger'
                    ? 'text-danger data-focused:bg-danger-soft'
                    : 'data-focused:bg-accent-soft',
                )}
              >
                {entry.icon === undefined ? null : <Icon name={entry.icon} />}
                {entry.hint === undefined ? (
                  entry.label
                ) : (
                  <span className="py-1.5">
                    <Text slot="label" className="block font-semibold">
                      {entry.label}
                    </Text>
                    <Text slot="description" className="block text-ink-muted">
                      {entry.hint}
                    </Text>
                  </span>
                )}
              </MenuItem>
            ))}
          </AriaMenu>
        </AriaPopover>
      </MenuTrigger>
    </AriaLocale>
  );
}
