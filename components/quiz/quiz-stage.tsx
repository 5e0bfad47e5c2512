'use client';

import { type ReactNode, useEffect, useRef } from 'react';

/** Properties of {@link QuizStage}. */
export interface QuizStageProps {
  /** Changes when the quiz moves on: begun, handed in. */
  readonly name: string;
  readonly children: ReactNode;
}

/** Moves the focus to the heading of a stage when the quiz has moved on to it; never when the page has just been opened. */
export function QuizStage({ name, children }: QuizStageProps) {
  const stage = useRef<HTMLDivElement>(null);
  const shown = useRef(name);
  useEffect(() => {
    if (shown.current === name) return;
    shown.current = name;
    stage.current?.querySelector<HTMLElement>('[data-stage-heading]')?.focus();
  }, [name]);
  return <div ref={stage}>{children}</div>;
}
