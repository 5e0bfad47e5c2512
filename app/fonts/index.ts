/*
 * next/font reads its arguments at build time, so every value below has to be a literal.
 * The faces of a family are declared one by one under the family's own name, so that only the two that every
 * page needs are preloaded. A face that is not preloaded is fetched only when a character of its range is on the page.
 */
import localFont from 'next/font/local';

const serif = localFont({
  src: './brygada-1918-latin-wght-normal.woff2',
  weight: '400 700',
  style: 'normal',
  variable: '--font-brygada',
  adjustFontFallback: 'Times New Roman',
  declarations: [
    { prop: 'font-family', value: 'Brygada' },
    {
      prop: 'unicode-range',
      value:
        'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD',
    },
  ],
});

const serifItalic = localFont({
  src: './brygada-1918-latin-wght-italic.woff2',
  weight: '400 700',
  style: 'italic',
  preload: false,
  variable: '--font-brygada-italic',
  adjustFontFallback: false,
  declarations: [
    { prop: 'font-family', value: 'Brygada' },
    {
      prop: 'unicode-range',
      value:
        'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD',
    },
  ],
});

const serifExtended = localFont({
  src: [
    { path: './brygada-1918-latin-ext-wght-normal.woff2', weight: '400 700', style: 'normal' },
    { path: './brygada-1918-latin-ext-wght-italic.woff2', weight: '400 700', style: 'italic' },
  ],
  preload: false,
  variable: '--font-brygada-extended',
  adjustFontFallback: false,
  declarations: [
    { prop: 'font-family', value: 'Brygada' },
    {
      prop: 'unicode-range',
      value:
        'U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+0304,U+0308,U+0329,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF',
    },
  ],
});

const sans = localFont({
  src: './atkinson-hyperlegible-next-latin-wght-normal.woff2',
  weight: '200 800',
  style: 'normal',
  variable: '--font-atkinson',
  adjustFontFallback: 'Arial',
  declarations: [
    { prop: 'font-family', value: 'Atkinson Hyperlegible Next' },
    {
      prop: 'unicode-range',
      value:
        'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD',
    },
  ],
});

const sansExtended = localFont({
  src: './atkinson-hyperlegible-next-latin-ext-wght-normal.woff2',
  weight: '200 800',
  style: 'normal',
  preload: false,
  variable: '--font-atkinson-extended',
  adjustFontFallback: false,
  declarations: [
    { prop: 'font-family', value: 'Atkinson Hyperlegible Next' },
    {
      prop: 'unicode-range',
      value:
        'U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+0304,U+0308,U+0329,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF',
    },
  ],
});

const arabic = localFont({
  src: './vazirmatn-arabic-wght-normal.woff2',
  weight: '100 900',
  style: 'normal',
  preload: false,
  variable: '--font-vazirmatn',
  adjustFontFallback: false,
  declarations: [
    { prop: 'font-family', value: 'Vazirmatn' },
    {
      prop: 'unicode-range',
      value: 'U+0600-06FF,U+0750-077F,U+08A0-08FF,U+200C-200E,U+FB50-FDFF,U+FE70-FE74,U+FE76-FEFC',
    },
  ],
});

/** The class names that define every font variable of `app/styles/tokens.css`; belongs on `<html>`. */
export const fontVariables = [serif, serifItalic, serifExtended, sans, sansExtended, arabic]
  .map((font) => font.variable)
  .join(' ');
