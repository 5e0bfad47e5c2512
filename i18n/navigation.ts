import { createNavigation } from 'next-intl/navigation';
import { routing } from './routing';

/**
 * Navigation that keeps the locale of the current page: hrefs are written without it (`/courses`).
 * Components use `components/ui/link` for links; the functions here are for redirects and routers.
 */
export const { Link: LocaleLink, redirect, usePathname, useRouter } = createNavigation(routing);
