'use client';

import type { ComponentProps } from 'react';
import { Focusable } from 'react-aria-components/Focusable';
import { Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components/Tooltip';
import { AriaLocale } from './aria-locale';

/** Properties of {@link Tooltip}. */
export interface TooltipProps {
  /** A control that can have the focus. */
  readonly children: ComponentProps<typeof Focusable>['children'];
  readonly text: string;
}

/** A few words about a control, on hover and focus. Never the only place where something is said: touch has no hover. */
export function Tooltip({ children, text }: TooltipProps) {
  return (
    <AriaLocale>
      <TooltipTrigger delay={500} closeDelay={100}>
        <Focusable>{children}</Focusable>
        <AriaTooltip
          offset={6}
          className="max-w-64 rounded-md bg-ink px-2.5 py-1.5 text-xs text-paper entering:animate-enter"
        >
          {text}
        </AriaTooltip>
      </TooltipTrigger>
    </AriaLocale>
  );
}
