'use client';

import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { ApiKeyItem } from '@/components/security/api-key-item';
import { MadeApiKey } from '@/components/security/made-api-key';
import { MakeApiKey } from '@/components/security/make-api-key';
import { trpc } from '@/components/trpc/client';
import type { ApiKeyList, ApiKeyMade } from '@/server/domains/auth/contract/api-keys';

/** The API keys of a person: made, shown once, and revoked after a question. */
export function ApiKeys({ initial }: { readonly initial: ApiKeyList }) {
  const t = useTranslations('keys');
  const { data } = trpc.auth.apiKeys.useQuery(undefined, { initialData: initial });
  const [made, setMade] = useState<ApiKeyMade | null>(null);
  const list = useRef<HTMLHeadingElement>(null);
  const keep = () => {
    setMade(null);
    list.current?.focus();
  };
  return (
    <>
      <section aria-labelledby="api-keys-list">
        <h2
          ref={list}
          id="api-keys-list"
          tabIndex={-1}
          className="font-serif text-xl font-semibold outline-none"
        >
          {t('listTitle')}
        </h2>
        {data.items.length === 0 ? (
          <p className="mt-3">{t('none')}</p>
        ) : (
          <ul className="mt-3 divide-y divide-rule border-y border-rule">
            {data.items.map((item) => (
              <ApiKeyItem key={item.id} item={item} onGone={() => list.current?.focus()} />
            ))}
          </ul>
        )}
      </section>
      <section aria-labelledby="api-keys-make" className="mt-12">
        {made === null ? <MakeApiKey onMade={setMade} /> : <MadeApiKey made={made} onKept={keep} />}
      </section>
    </>
  );
}
