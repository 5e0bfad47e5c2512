import type { Messages as AllMessages } from '@/messages/areas';
import type { Locale as KnownLocale } from './routing';

declare module 'next-intl' {
  interface AppConfig {
    Locale: KnownLocale;
    Messages: AllMessages;
  }
}
