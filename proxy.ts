import { type NextRequest, NextResponse } from 'next/server';
import { negotiateLocale } from '@/i18n/negotiate';

/** What has a route at its own place: the first matcher below leaves it out. */
const placed = /^\/(?:en|es|ar|api|media|_next)(?:\/|$)/;

/** No route claims this one, so it is answered by the page for what does not exist. */
const nowhere = '/en/-/-';

function isReadable(pathname: string): boolean {
  try {
    decodeURIComponent(pathname);
    return true;
  } catch {
    return false;
  }
}

/**
 * Redirects an address without a locale to the same page in the language that the browser prefers. An address that is no
 * text (`/en/courses/%zz`) cannot be anything's: it does not exist, where the router would fail on it.
 */
export function proxy(request: NextRequest): NextResponse {
  const target = request.nextUrl.clone();
  const { pathname } = request.nextUrl;
  if (!isReadable(pathname)) {
    target.pathname = nowhere;
    target.search = '';
    return NextResponse.rewrite(target);
  }
  if (placed.test(pathname)) return NextResponse.next();
  target.pathname = `/${negotiateLocale(request.headers.get('accept-language'))}${pathname === '/' ? '' : pathname}`;
  const response = NextResponse.redirect(target, 307);
  response.headers.set('vary', 'Accept-Language');
  return response;
}

/*
 * The first matcher leaves out whatever already has a locale, so that pages never pay for this file; and the API, stored
 * media, the framework's own files and everything with a dot in it (robots.txt, fonts, images). The second takes what may
 * be no text: a percent sign that begins no byte, or one of a character beyond ASCII. Both must stay literals.
 */
export const config = {
  matcher: [
    '/((?!(?:en|es|ar)(?:/|$)|api(?:/|$)|media(?:/|$)|_next(?:/|$)|.*\\.).*)',
    '/(.*%(?:(?![0-9A-Fa-f]{2})|[89A-Fa-f]).*)',
  ],
};
