import { useTranslations } from 'next-intl';
import { Logo } from '@/components/brand/logo';
import { Link } from '@/components/ui/link';
import { Container } from './page';

/** Properties of {@link Footer}. */
export interface FooterProps {
  /** The width of the page above. */
  readonly width?: 'app' | 'wide';
}

/** The footer of public pages: three short lists and a colophon, set like the last page of a book. */
export function Footer({ width = 'app' }: FooterProps) {
  const t = useTranslations('shell');
  const groups = [
    {
      title: t('footerLearn'),
      links: [
        { href: '/courses', label: t('allCourses') },
        { href: '/verify', label: t('verifyCertificate') },
      ],
    },
    { title: t('footerTeach'), links: [{ href: '/teach', label: t('becomeInstructor') }] },
    { title: t('footerAbout'), links: [{ href: '/privacy', label: t('privacy') }] },
  ];
  return (
    <footer className="mt-auto border-t border-rule pt-10 pb-8 print:hidden">
      <Container width={width}>
        <div className="grid gap-x-12 gap-y-8 sm:grid-cols-[1fr_auto]">
          <div className="max-w-80">
            <Logo />
            <p className="mt-3 font-serif text-md text-ink-muted">{t('tagline')}</p>
          </div>
          <nav aria-label={t('footerNavigation')} className="flex flex-wrap gap-x-16 gap-y-6">
            {groups.map((group) => (
              <div key={group.title}>
                <h2 className="font-serif text-md font-semibold">{group.title}</h2>
                <ul className="mt-2">
                  {group.links.map((link) => (
                    <li key={link.href}>
                      <Link
                        href={link.href}
                        variant="quiet"
                        className="inline-flex min-h-8 items-center coarse:min-h-11"
                      >
                        {link.label}
                      </Link>
                    </li>
                  ))}
                </ul>
              </div>
            ))}
          </nav>
          <p className="text-xs text-ink-muted sm:col-span-2">{t('colophon')}</p>
        </div>
      </Container>
    </footer>
  );
}
