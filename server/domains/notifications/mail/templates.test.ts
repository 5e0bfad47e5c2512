import { describe, expect, it } from 'vitest';
import {
  alreadyRegisteredMail,
  certificateMail,
  passwordChangedMail,
  type Recipient,
  resetMail,
  verificationMail,
} from '@/server/domains/notifications';

const ada = { name: 'Ada', locale: 'en', appUrl: 'https://lyceum.test' };
const facts = { courseTitle: 'Engines', code: '7K3M-9QXD-20AV' };

const mails = (to: Recipient) =>
  [
    [
      'verification',
      verificationMail(to, { token: 'id.tag', returnTo: '/en/courses?q=a b' }),
      '/confirm?token=id.tag',
    ],
    ['already registered', alreadyRegisteredMail(to), '/sign-in'],
    ['reset', resetMail(to, { token: 'id.tag' }), '/reset-password?token=id.tag'],
    ['password changed', passwordChangedMail(to), '/forgot-password'],
    ['certificate', certificateMail(to, facts), '/verify/7K3M-9QXD-20AV'],
  ] as const;

describe.each(['en', 'es', 'ar'])('mails for a reader of %s', (locale) => {
  it.each(mails({ ...ada, locale }))(
    '%s says the same in text and in HTML, and leads to its page',
    (_, mail, path) => {
      const link = `https://lyceum.test/${locale}${path}`;
      expect(mail.text).toContain(link);
      expect(mail.html).toContain(`href="${link.replaceAll('&', '&amp;')}`);
      expect(mail.subject).not.toMatch(/[\r\n{}]/);
      expect(mail.text).not.toMatch(/[{}]/);
      const written = locale === 'es' ? 'es' : 'en';
      expect(mail.html).toContain(`<html lang="${written}" dir="ltr">`);
      for (const block of mail.text.split('\n\n').slice(0, 2)) expect(mail.html).toContain(block);
    },
  );
});

describe('mails', () => {
  it('are written in the language of their reader', () => {
    const english = mails(ada);
    const spanish = mails({ ...ada, locale: 'es' });
    for (const [index, [, mail]] of english.entries()) {
      expect(spanish[index]?.[1].subject).not.toBe(mail.subject);
      expect(spanish[index]?.[1].text).not.toBe(mail.text);
    }
  });

  it('show names and titles as they are, never as markup', () => {
    const mail = certificateMail(
      { ...ada, name: '<img src=x onerror=alert(1)>' },
      { ...facts, courseTitle: `Tom & "Jerry's" <script>` },
    );
    expect(mail.html).not.toMatch(/<img|<script/);
    expect(mail.html).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(mail.html).toContain('Tom &amp; &quot;Jerry&#39;s&quot; &lt;script&gt;');
    expect(mail.text).toContain(`Tom & "Jerry's" <script>`);
    expect(mail.subject).toContain(`Tom & "Jerry's" <script>`);
  });

  it('greet without a name where there is none', () => {
    expect(verificationMail({ ...ada, name: null }, { token: 'id.tag', returnTo: null }).text).toMatch(
      /^Hello,\n/,
    );
    expect(alreadyRegisteredMail({ ...ada, name: null, locale: 'es' }).text).toMatch(/^Hola:\n/);
  });

  it('carry where to return to, as one value of the link', () => {
    const mail = verificationMail(ada, { token: 'id.tag', returnTo: '/en/courses?q=a&x=1' });
    const link = new URL(mail.text.match(/https:\S+/)?.[0] ?? '');
    expect(link.searchParams.get('token')).toBe('id.tag');
    expect(link.searchParams.get('returnTo')).toBe('/en/courses?q=a&x=1');
    expect(verificationMail(ada, { token: 'id.tag', returnTo: null }).text).not.toContain('returnTo');
  });
});
