'use client';

import { type ReactNode, useActionState } from 'react';
import type { Failure } from '@/components/trpc/failure';
import { useFailureText } from '@/components/trpc/use-failure-text';
import { Banner } from '@/components/ui/banner';
import { SubmitButton } from '@/components/ui/submit-button';

type Problem = Pick<Failure, 'code' | 'details'> | null;

/** Properties of {@link EnrolForm}. */
export interface EnrolFormProps {
  readonly action: (before: Problem, form: FormData) => Promise<Problem>;
  /** Sent as they are. */
  readonly values: Readonly<Record<string, string>>;
  readonly label: string;
  /** What there is to choose. */
  readonly children?: ReactNode;
}

/** Takes a place in a course, with or without scripts. */
export function EnrolForm({ action, values, label, children }: EnrolFormProps) {
  const [problem, send] = useActionState(action, null);
  const failureText = useFailureText();
  return (
    <form action={send} className="space-y-4">
      {problem === null ? null : (
        <Banner tone="danger" isLive>
          {failureText(problem)}
        </Banner>
      )}
      {Object.entries(values).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
      <SubmitButton>{label}</SubmitButton>
    </form>
  );
}
