import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Logo } from '@/components/brand/logo';
import { buttonStyle } from '@/components/ui/button-style';
import { Icon } from '@/components/ui/icon';
import { Link } from '@/components/ui/link';
import { LanguageLinks } from './language-links';
import { NavLink } from './nav-link';
import { Container } from './page';
import { PopoverPanel } from './popover-panel';
import { SearchForm } from './search-form';
import { ThemeChoice } from './theme-choice';

/** Properties of {@link Header}: places for what depends on the person, which arrives after the page. */
export interface HeaderProps {
  /** The account menu. */
  readonly account?: ReactNode;
  /** The notification bell. */
  readonly bell?: ReactNode;
  /** The width of the pages below, so that their edges agree. */
  readonly width?: 'app' | 'wide';
}

const linkStyle =
  'inline-flex min-h-10 items-center rounded-sm px-3 font-semibold text-ink-muted hover:text-ink ' +
  'aria-[current]:text-ink aria-[current]:underline aria-[current]:decoration-marker aria-[current]:decoration-3 aria-[current]:underline-offset-8';

const menuLinkStyle =
  'flex min-h-11 items-center rounded-sm px-2 text-md font-semibold hover:bg-accent-soft aria-[current]:bg-accent-soft';

function Preferences() {
  const t = useTranslations('shell');
  return (
    <div className="space-y-4">
      <LanguageLinks current={useLocale()} label={t('language')} />
      <ThemeChoice
        legend={t('theme')}
        labels={{ system: t('themeSystem'), light: t('themeLight'), dark: t('themeDark') }}
      />
    </div>
  );
}

function MobileMenu() {
  const t = useTranslations('shell');
  return (
    <PopoverPanel
      id="site-menu"
      className="fixed inset-x-3 top-[calc(var(--header-height)-0.25rem)] m-0 max-h-[calc(100dvh-5rem)] w-auto space-y-4 overflow-y-auto p-4 md:hidden"
    >
      <SearchForm id="menu-search" />
      <nav aria-label={t('mainNavigation')}>
        <NavLink href="/courses" className={menuLinkStyle}>
          {t('courses')}
        </NavLink>
      </nav>
      <hr className="border-rule" />
      <Preferences />
    </PopoverPanel>
  );
}

/**
 * The header of every page. It is rendered once for everybody and stays static: its menus are the browser's own
 * popovers, and what belongs to a person comes in through `account` and `bell`.
 */
export function Header({ account, bell, width = 'app' }: HeaderProps) {
  const t = useTranslations('shell');
  return (
    <header className="border-b border-rule bg-paper">
      <Container width={width}>
        <div className="flex h-(--header-height) items-center gap-2">
          <button
            type="button"
            popoverTarget="site-menu"
            aria-label={t('menu')}
            className={buttonStyle({
              variant: 'quiet',
              size: 'md',
              isIconOnly: true,
              className: '-ms-3 md:hidden',
            })}
          >
            <Icon name="menu" className="text-lg" />
          </button>
          {/* Not fetched ahead: the home page is a static file, and every other page would pay for it. */}
          <Link
            href="/"
            prefetch={false}
            variant="plain"
            aria-label={t('home')}
            className="flex min-h-11 items-center"
          >
            <Logo />
          </Link>
          <nav aria-label={t('mainNavigation')} className="ms-6 max-md:hidden">
            <NavLink href="/courses" className={linkStyle}>
              {t('courses')}
            </NavLink>
          </nav>
          <SearchForm id="header-search" className="mx-auto w-full max-w-narrow max-md:hidden" />
          <div className="flex items-center gap-1 max-md:ms-auto">
            <button
              type="button"
              popoverTarget="site-preferences"
              aria-label={t('preferences')}
              title={t('preferences')}
              className={buttonStyle({
                variant: 'quiet',
                size: 'md',
                isIconOnly: true,
                className: 'max-md:hidden',
              })}
            >
              <Icon name="globe" />
            </button>
            {bell}
            {account}
          </div>
        </div>
      </Container>
      <PopoverPanel id="site-preferences" className="hang-end w-64 p-3">
        <Preferences />
      </PopoverPanel>
      <MobileMenu />
    </header>
  );
}
