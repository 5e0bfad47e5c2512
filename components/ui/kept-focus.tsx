'use client';

import { type ComponentProps, useEffect, useRef } from 'react';

const isNowhere = () => document.activeElement === null || document.activeElement === document.body;

/**
 * A section that takes the focus when the control that had it is gone, as a button is that opens a form in its own place:
 * whoever works by keyboard goes on from there, and not from the top of the page.
 */
export function KeptFocus(props: Omit<ComponentProps<'section'>, 'ref' | 'tabIndex'>) {
  const region = useRef<HTMLElement>(null);
  useEffect(() => {
    const section = region.current;
    if (section === null) return;
    let last: Element | null = null;
    const note = ({ target }: FocusEvent) => {
      last = target instanceof Element ? target : null;
    };
    // Who leaves by a press on something that takes no focus has left; a control that is being removed is no longer there then.
    const forget = () =>
      queueMicrotask(() => {
        if (last?.isConnected === true && isNowhere()) last = null;
      });
    const observer = new MutationObserver(() => {
      if (last === null || last.isConnected || !isNowhere()) return;
      last = null;
      section.focus();
    });
    section.addEventListener('focusin', note);
    section.addEventListener('focusout', forget);
    observer.observe(section, { childList: true, subtree: true });
    return () => {
      observer.disconnect();
      section.removeEventListener('focusin', note);
      section.removeEventListener('focusout', forget);
    };
  }, []);
  return <section {...props} ref={region} tabIndex={-1} />;
}
