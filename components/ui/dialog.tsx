'use client';

import { useTranslations } from 'next-intl';
import { type MouseEvent, type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { Button, IconButton } from './button';
import { cx } from './class-names';
import { Icon } from './icon';

/** Properties of {@link Dialog}. */
export interface DialogProps {
  readonly isOpen: boolean;
  /** Called for Escape, the close button and, unless `isAlert`, a press outside. */
  readonly onClose: () => void;
  readonly title: ReactNode;
  /** The buttons, the one that acts first in reading order. */
  readonly footer?: ReactNode;
  readonly size?: 'sm' | 'md' | 'lg';
  /** `panel` slides in from the end of the page and leaves the list beside it in place. */
  readonly placement?: 'centre' | 'panel';
  readonly isAlert?: boolean;
  readonly children: ReactNode;
}

const sizes = { sm: 'max-w-108', md: 'max-w-144', lg: 'max-w-216' } as const;

const placements = {
  centre: 'm-auto w-[calc(100%-2rem)] max-h-[calc(100dvh-2rem)] rounded-lg',
  panel: 'my-0 me-0 ms-auto h-dvh max-h-none w-full',
} as const;

/** Opens and closes the native element with `isOpen`; it traps the focus and gives it back by itself. */
function useModal(isOpen: boolean) {
  const dialog = useRef<HTMLDialogElement>(null);
  // Before it leaves the document: an element that is gone gives no focus back.
  useLayoutEffect(() => {
    const element = dialog.current;
    if (!isOpen || element === null) return;
    element.showModal();
    element.querySelector<HTMLElement>('[data-autofocus]')?.focus();
    return () => element.close();
  }, [isOpen]);
  return dialog;
}

/**
 * A modal dialog on the browser's own element; the focus starts at its title and goes back where it came from. Keep it for what
 * needs a decision before anything else.
 */
export function Dialog({
  isOpen,
  onClose,
  title,
  footer,
  size = 'md',
  placement = 'centre',
  isAlert = false,
  children,
}: DialogProps) {
  const t = useTranslations('ui');
  const dialog = useModal(isOpen);
  const id = useId();
  const closeFromOutside = (event: MouseEvent) => {
    if (!isAlert && event.target === dialog.current) onClose();
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape is the keyboard's way out, and native
    <dialog
      ref={dialog}
      role={isAlert ? 'alertdialog' : 'dialog'}
      aria-labelledby={`${id}-title`}
      aria-describedby={isAlert ? `${id}-body` : undefined}
      onClick={closeFromOutside}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      className={cx(
        'flex-col overflow-hidden border border-rule bg-raised p-0 text-ink shadow-overlay backdrop:bg-scrim open:flex open:animate-rise',
        placements[placement],
        sizes[size],
      )}
    >
      {isOpen ? (
        <>
          <div className="flex items-start justify-between gap-4 px-5 pt-4 pb-2">
            <h2
              id={`${id}-title`}
              tabIndex={-1}
              data-autofocus={isAlert ? undefined : true}
              className="pt-1 font-serif text-lg font-semibold outline-none"
            >
              {title}
            </h2>
            {isAlert ? null : (
              <IconButton
                icon={<Icon name="close" />}
                label={t('close')}
                size="sm"
                onClick={onClose}
                className="-me-2"
              />
            )}
          </div>
          <div id={`${id}-body`} className="grow overflow-y-auto px-5 pt-1 pb-5">
            {children}
          </div>
          {footer == null ? null : (
            <div className="flex flex-wrap gap-2 border-t border-rule px-5 py-3">{footer}</div>
          )}
        </>
      ) : null}
    </dialog>
  );
}

/** Properties of {@link AlertDialog}. */
export interface AlertDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onConfirm: () => void;
  readonly title: ReactNode;
  /** What will be lost. */
  readonly children: ReactNode;
  /** A verb: "Delete the course". */
  readonly confirmLabel: string;
  readonly isPending?: boolean;
}

/** Asks before something that cannot be undone, and for nothing else; the focus starts on the way back. */
export function AlertDialog({
  isOpen,
  onClose,
  onConfirm,
  title,
  children,
  confirmLabel,
  isPending = false,
}: AlertDialogProps) {
  const t = useTranslations('ui');
  return (
    <Dialog
      isAlert
      isOpen={isOpen}
      onClose={onClose}
      title={title}
      size="sm"
      footer={
        <>
          <Button variant="danger" isPending={isPending} onClick={onConfirm}>
            {confirmLabel}
          </Button>
          <Button data-autofocus onClick={onClose}>
            {t('cancel')}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  );
}
