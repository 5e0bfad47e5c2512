'use client';

import type { ComponentProps, ReactNode } from 'react';
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog';
import { Popover as AriaPopover } from 'react-aria-components/Popover';
import { Pressable } from 'react-aria-components/Pressable';
import { AriaLocale } from './aria-locale';

/** Properties of {@link Popover}. */
export interface PopoverProps {
  /** The button that opens it: a `Button` or an `IconButton`. */
  readonly trigger: ComponentProps<typeof Pressable>['children'];
  /** Names the content for screen readers. */
  readonly label: string;
  readonly children: ReactNode;
}

/** A small non-modal place beside its button: filters, a colour, more about a figure. */
export function Popover({ trigger, label, children }: PopoverProps) {
  return (
    <AriaLocale>
      <DialogTrigger>
        <Pressable>{trigger}</Pressable>
        <AriaPopover className="max-w-80 rounded-lg border border-rule bg-raised p-4 text-ink shadow-overlay entering:animate-enter">
          <Dialog aria-label={label} className="outline-none">
            {children}
          </Dialog>
        </AriaPopover>
      </DialogTrigger>
    </AriaLocale>
  );
}
