'use client';

import type { ReactNode } from 'react';
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from 'react-aria-components/Tabs';
import { AriaLocale } from './aria-locale';

/** One tab with its panel. */
export interface TabItem {
  readonly id: string;
  readonly label: ReactNode;
  readonly content: ReactNode;
}

/** Properties of {@link Tabs}. */
export interface TabsProps {
  /** Names the row of tabs for screen readers. */
  readonly label: string;
  readonly tabs: readonly TabItem[];
  readonly defaultTab?: string;
  readonly onChange?: (id: string) => void;
}

/** Panels of one thing, one at a time. What has an address of its own is a page with links, not a tab. */
export function Tabs({ label, tabs, defaultTab, onChange }: TabsProps) {
  return (
    <AriaLocale>
      <AriaTabs
        {...(defaultTab === undefined ? {} : { defaultSelectedKey: defaultTab })}
        onSelectionChange={(key) => onChange?.(String(key))}
      >
        <TabList aria-label={label} className="flex gap-1 overflow-x-auto border-b border-rule">
          {tabs.map((tab) => (
            <Tab
              key={tab.id}
              id={tab.id}
              className="-mb-px flex min-h-11 cursor-pointer items-center border-b-3 border-transparent px-3 whitespace-nowrap text-ink-muted hover:text-ink data-selected:border-accent data-selected:font-semibold data-selected:text-ink dense:min-h-9"
            >
              {tab.label}
            </Tab>
          ))}
        </TabList>
        {tabs.map((tab) => (
          <TabPanel key={tab.id} id={tab.id} className="pt-5">
            {tab.content}
          </TabPanel>
        ))}
      </AriaTabs>
    </AriaLocale>
  );
}
