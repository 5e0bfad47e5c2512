'use client';

import { type ReactNode, Suspense } from 'react';
import { Link } from '@/components/ui/link';
import { usePathname } from '@/i18n/navigation';

/** Properties of {@link NavLink}; `href` without the locale. */
export interface NavLinkProps {
  readonly href: string;
  /** Current only on exactly this address, not below it: for the first entry of a section. */
  readonly isExact?: boolean;
  readonly className?: string;
  readonly children: ReactNode;
}

function CurrentLink({ href, isExact = false, className, children }: NavLinkProps) {
  const pathname = usePathname();
  const isHere = pathname === href;
  const isBelow = !isExact && pathname.startsWith(`${href}/`);
  return (
    <Link
      href={href}
      variant="plain"
      className={className ?? ''}
      {...(isHere || isBelow ? { 'aria-current': isHere ? ('page' as const) : ('true' as const) } : {})}
    >
      {children}
    </Link>
  );
}

/** A link of a navigation that says when the reader is there (`aria-current`, which is also what it is styled by). */
export function NavLink(props: NavLinkProps) {
  const { href, className, children } = props;
  // The address is unknown while a shared shell is prerendered; the link itself is not.
  return (
    <Suspense
      fallback={
        <Link href={href} variant="plain" className={className ?? ''}>
          {children}
        </Link>
      }
    >
      <CurrentLink {...props} />
    </Suspense>
  );
}
