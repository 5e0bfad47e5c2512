'use client';

import { useFormStatus } from 'react-dom';
import { Button, type ButtonProps } from './button';

/** The submit button of a form with an action; it waits, unpressable, for as long as the action runs. */
export function SubmitButton({ variant = 'primary', isPending, ...rest }: ButtonProps) {
  const { pending } = useFormStatus();
  return <Button {...rest} type="submit" variant={variant} isPending={isPending ?? pending} />;
}
