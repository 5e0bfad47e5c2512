import { type NextRequest, NextResponse } from 'next/server';
import { hasLocale } from 'next-intl';
import { routing } from '@/i18n/routing';

/** Longer than any code with the spaces and dashes people add. */
const maxLength = 40;

/** Leads from the form to the page of the typed code, which has an address that can be passed on. */
export async function GET(
  request: NextRequest,
  { params }: { readonly params: Promise<{ locale: string }> },
): Promise<NextResponse> {
  const { locale } = await params;
  // A route handler has no layout to refuse it: `//elsewhere` as a locale would lead off the site.
  if (!hasLocale(routing.locales, locale)) return new NextResponse(null, { status: 404 });
  const typed = (request.nextUrl.searchParams.get('code') ?? '').trim().slice(0, maxLength);
  // A relative address, because behind a proxy this process does not know its own name.
  const location = typed === '' ? `/${locale}/verify` : `/${locale}/verify/${encodeURIComponent(typed)}`;
  return new NextResponse(null, { status: 303, headers: { location } });
}
