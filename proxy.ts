import { type NextRequest, NextResponse } from 'next/server';
import { negotiateLocale } from '@/i18n/negotiate';

/** Redirects an address without a locale to the same page in the language that the browser prefers. */
export function proxy(request: NextRequest): NextResponse {
  const target = request.nextUrl.clone();
  const { pathname } = request.nextUrl;
  target.pathname = `/${negotiateLocale(request.headers.get('accept-language'))}${pathname === '/' ? '' : pathname}`;
  const response = NextResponse.redirect(target, 307);
  response.headers.set('vary', 'Accept-Language');
  return response;
}

/*
 * The matcher leaves out whatever already has a locale, so that pages never pay for this file; and the API, stored
 * media, the framework's own files and everything with a dot in it (robots.txt, fonts, images). It must stay a literal.
 */
export const config = {
  matcher: ['/((?!(?:en|es|ar)(?:/|$)|api(?:/|$)|media(?:/|$)|_next(?:/|$)|.*\\.).*)'],
};
