import { cx } from './class-names';

/*
 * One hand: 24-unit grid, 1.75-unit line, round joins, open shapes. Every icon is drawn for this set.
 */
const paths = {
  search: 'M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13ZM15.5 15.5 20 20',
  menu: 'M4 7h16M4 12h16M4 17h10',
  close: 'M6 6l12 12M18 6 6 18',
  check: 'M5 12.5l4.5 4.5L19 7',
  'check-circle': 'M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17ZM8 12.2l2.8 2.8L16 9.5',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  'chevron-down': 'M6 9.5l6 6 6-6',
  'chevron-up': 'M6 14.5l6-6 6 6',
  'chevron-next': 'M9.5 6l6 6-6 6',
  'chevron-previous': 'M14.5 6l-6 6 6 6',
  'arrow-next': 'M4.5 12h15M13.5 6l6 6-6 6',
  'arrow-previous': 'M19.5 12h-15M10.5 6l-6 6 6 6',
  sort: 'M8 5v14M8 5 5 8.5M8 5l3 3.5M16 19V5M16 19l-3-3.5M16 19l3-3.5',
  external: 'M13 4.5h6.5V11M19.5 4.5 11 13M17.5 14v5.5h-13v-13H10',
  globe:
    'M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17ZM3.5 12h17M12 3.5c3 2.6 3.6 5.6 3.6 8.5s-.6 5.9-3.6 8.5c-3-2.6-3.6-5.6-3.6-8.5S9 6.1 12 3.5Z',
  sun: 'M12 8a4 4 0 1 1 0 8 4 4 0 0 1 0-8ZM12 2.5v2.5M12 19v2.5M2.5 12H5M19 12h2.5M5.3 5.3 7 7M17 17l1.7 1.7M18.7 5.3 17 7M7 17l-1.7 1.7',
  moon: 'M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10Z',
  device: 'M4 5h16v11H4ZM9 20h6M12 16v4',
  bell: 'M6 16.5V11a6 6 0 1 1 12 0v5.5l1.5 1.5h-15ZM10 20.5h4',
  person: 'M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8ZM4.5 20c.8-3.8 3.7-5.5 7.5-5.5s6.7 1.7 7.5 5.5',
  people:
    'M9 5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7ZM2.5 19.5c.6-3.4 3-5 6.5-5s5.9 1.6 6.5 5M16 5.5a3.2 3.2 0 0 1 0 6M18 14.9c2 .7 3.2 2.2 3.5 4.6',
  book: 'M12 6.5C10 5 7.5 4.5 4 4.5v13.5c3.5 0 6 .5 8 2 2-1.5 4.5-2 8-2V4.5c-3.5 0-6 .5-8 2ZM12 6.5V20',
  play: 'M8 5.5 18.5 12 8 18.5Z',
  video: 'M3.5 6h12v12h-12ZM15.5 10.5l5-3v9l-5-3',
  text: 'M5 6h14M5 10.5h14M5 15h14M5 19.5h8',
  quiz: 'M5 4.5h14v15H5ZM8.5 9.5l1.2 1.2 2.3-2.4M14.5 9.5H16M8.5 15l1.2 1.2 2.3-2.4M14.5 15H16',
  certificate:
    'M12 3.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11ZM8.5 13.5 7 20.5l5-2.5 5 2.5-1.5-7M9.8 9l1.6 1.6 2.9-3',
  clock: 'M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17ZM12 7.5V12l3.2 2',
  calendar: 'M4.5 6h15v14h-15ZM4.5 10.5h15M8.5 3.5v4M15.5 3.5v4',
  chart: 'M4.5 4v16H20M8.5 16v-4M12.5 16V7.5M16.5 16v-6',
  settings: 'M4 7h9M17 7h3M13 7a2 2 0 1 0 4 0 2 2 0 1 0-4 0M4 17h3M11 17h9M7 17a2 2 0 1 0 4 0 2 2 0 1 0-4 0',
  edit: 'M4.5 19.5l1-4L16 5l3 3L8.5 18.5ZM13.5 7.5l3 3',
  trash: 'M4.5 7h15M9 7V4.5h6V7M6.5 7l1 12.5h9l1-12.5M10.5 11v5M13.5 11v5',
  drag: 'M4.5 9h15M4.5 15h15',
  list: 'M9 6.5h11M9 12h11M9 17.5h11M4.5 6.5h.01M4.5 12h.01M4.5 17.5h.01',
  'list-numbers':
    'M10 6.5h10M10 12h10M10 17.5h10M4 5l1.5-.8V9M4 14.8c.8-1.2 2.6-.8 2.4.5-.2 1.2-2.4 2.2-2.4 3.2h2.6',
  quote:
    'M4.5 17c2-1.5 3-3.4 3-6H4.5V6.5h5V11c0 3-1.2 5.2-3 6.5M14 17c2-1.5 3-3.4 3-6h-3V6.5h5V11c0 3-1.2 5.2-3 6.5',
  maths: 'M18 5H6.5l6 7-6 7H18M18 5v2.5M18 19v-2.5',
  embed: 'M3.5 5h17v14h-17ZM10 9l5 3-5 3ZM3.5 8',
  help: 'M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17ZM9.5 9.5a2.5 2.5 0 1 1 3.4 2.3c-.6.3-.9.7-.9 1.7M12 16.5v.01',
  code: 'M8.5 7 3.5 12l5 5M15.5 7l5 5-5 5',
  table: 'M4 5h16v14H4ZM4 9.7h16M4 14.3h16M12 5v14',
  picture: 'M4 5h16v14H4ZM4 16l4.5-4.5 4 4 3-3L20 17M15 8.7h.01',
  more: 'M5.5 12h.01M12 12h.01M18.5 12h.01',
  filter: 'M4 6h16M7 12h10M10.5 18h3',
  lock: 'M5.5 11h13v9h-13ZM8 11V8a4 4 0 0 1 8 0v3',
  info: 'M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17ZM12 11v5.5M12 7.8v.01',
  warning: 'M12 4 21 19.5H3ZM12 10v4.5M12 17v.01',
  error: 'M8.5 3.5h7l5 5v7l-5 5h-7l-5-5v-7ZM12 8v5M12 16v.01',
  offline:
    'M4 4l16 16M5 12.5a10 10 0 0 1 4-2.6M19 12.5a10 10 0 0 0-5.5-3M8.5 16a5 5 0 0 1 5-1.2M12 19.5v.01M2.5 9A14 14 0 0 1 6 6.7M21.5 9A14 14 0 0 0 11 5.1',
  download: 'M12 4v11M7.5 10.5 12 15l4.5-4.5M4.5 19.5h15',
  upload: 'M12 15.5v-11M7.5 9 12 4.5 16.5 9M4.5 19.5h15',
  copy: 'M9 9h11v11H9ZM15 9V4H4v11h5',
  link: 'M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3A4 4 0 0 0 11 18.7l1-1',
  mail: 'M3.5 5.5h17v13h-17ZM3.5 7.5 12 13.5l8.5-6',
} as const;

/** The name of an icon of the set. */
export type IconName = keyof typeof paths;

/** Every name of the set, in drawing order. */
export const iconNames: readonly IconName[] = Object.keys(paths).filter(
  (name): name is IconName => name in paths,
);

const directional: ReadonlySet<string> = new Set<IconName>([
  'chevron-next',
  'chevron-previous',
  'arrow-next',
  'arrow-previous',
  'external',
  'text',
  'list',
  'menu',
]);

/** Properties of {@link Icon}. */
export interface IconProps {
  readonly name: IconName;
  /** Only for an icon that stands alone and says something; one beside its label stays silent. */
  readonly label?: string;
  readonly className?: string;
}

/** An icon as tall as 1.25 of its text, in the text's colour; it follows the direction of reading. */
export function Icon({ name, label, className }: IconProps) {
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: named by aria-label, or hidden because its label stands beside it
    <svg
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={name === 'more' ? 3 : 1.75}
      strokeLinecap="round"
      strokeLinejoin="round"
      className={cx(
        'inline-block size-[1.25em] shrink-0',
        directional.has(name) && 'rtl:-scale-x-100',
        className,
      )}
      {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
    >
      <path d={paths[name]} />
    </svg>
  );
}
