'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { Button, IconButton } from './button';
import { cx } from './class-names';
import { Icon } from './icon';
import { currentToasts, dismissToast, subscribeToasts, type ToastMessage, toastLifeMs } from './toast-queue';

const none: readonly ToastMessage[] = [];

/** Counts down while nobody attends to the message; attention starts the time again. */
function useLifetime(message: ToastMessage, isHeld: boolean): void {
  const hasAction = message.onUndo !== undefined || message.onRetry !== undefined;
  const lifeMs = hasAction ? toastLifeMs.withAction : toastLifeMs.plain;
  useEffect(() => {
    if (isHeld) return;
    const timer = setTimeout(() => dismissToast(message.id), lifeMs);
    return () => clearTimeout(timer);
  }, [message.id, lifeMs, isHeld]);
}

function Toast({ message }: { readonly message: ToastMessage }) {
  const t = useTranslations('ui');
  const [isHeld, setHeld] = useState(false);
  useLifetime(message, isHeld);
  const onAction = message.onUndo ?? message.onRetry;
  return (
    <li
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className={cx(
        'pointer-events-auto flex w-full max-w-108 animate-rise items-center gap-3 rounded-md border-s-4 bg-raised py-2 ps-4 pe-2 text-ink shadow-overlay',
        message.tone === 'danger' ? 'border-danger' : 'border-accent',
      )}
    >
      {message.tone === 'danger' ? <Icon name="error" className="text-danger" /> : null}
      <p className="grow py-1.5">{message.text}</p>
      {onAction === undefined ? null : (
        <Button
          variant="quiet"
          size="sm"
          onClick={() => {
            dismissToast(message.id);
            onAction();
          }}
        >
          {message.onUndo === undefined ? t('retry') : t('undo')}
        </Button>
      )}
      <IconButton
        size="sm"
        icon={<Icon name="close" />}
        label={t('dismiss')}
        onClick={() => dismissToast(message.id)}
      />
    </li>
  );
}

/**
 * Where messages of `showToast` appear; once in each layout. New ones are announced without taking the focus. Where there is
 * room they stand on the side on which no page has its way on, so that news never covers it.
 */
export function ToastRegion() {
  const t = useTranslations('ui');
  const messages = useSyncExternalStore(subscribeToasts, currentToasts, () => none);
  return (
    <section
      aria-label={t('notifications')}
      className="pointer-events-none fixed inset-x-4 bottom-4 z-50 flex justify-end sm:justify-start print:hidden"
    >
      <ol aria-live="polite" aria-relevant="additions" className="flex w-full max-w-108 flex-col gap-2">
        {messages.map((message) => (
          <Toast key={message.id} message={message} />
        ))}
      </ol>
    </section>
  );
}
