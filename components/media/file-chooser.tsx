'use client';

import { type ReactNode, useRef } from 'react';
import { Button, type ButtonProps } from '@/components/ui/button';

/** Properties of {@link FileChooser}. */
export interface FileChooserProps extends Omit<ButtonProps, 'onClick' | 'children'> {
  readonly onFiles: (files: readonly File[]) => void;
  readonly isMultiple?: boolean;
  /** What the device offers first; what a file really is, the server sees. */
  readonly accept?: string;
  readonly children: ReactNode;
}

/** A button that lets people choose files on their device; the same file can be chosen again. */
export function FileChooser({ onFiles, isMultiple = false, accept, ...button }: FileChooserProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button {...button} onClick={() => input.current?.click()} />
      <input
        ref={input}
        type="file"
        hidden
        multiple={isMultiple}
        accept={accept}
        onChange={({ currentTarget }) => {
          onFiles([...(currentTarget.files ?? [])]);
          currentTarget.value = '';
        }}
      />
    </>
  );
}
