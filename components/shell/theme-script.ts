/** Where the reader's choice of appearance is kept: `light`, `dark`, or absent for the device's own. */
export const themeStorageKey = 'lyceum-theme';

/**
 * Runs in `<head>` before the first paint, so that a chosen appearance never flashes. The text is constant:
 * a content security policy can allow it by its hash.
 */
export const themeScript = `try{var t=localStorage.getItem("${themeStorageKey}");if(t==="light"||t==="dark")document.documentElement.dataset.theme=t}catch(e){}`;

/**
 * Shows, of a page that carries every language, the one that the address begins with; without scripts all of them stay.
 * Constant as well.
 */
export const languageScript = `var l=location.pathname.split("/")[1],h=document.documentElement;if(l==="en"||l==="es"||l==="ar"){h.lang=l;h.dir=l==="ar"?"rtl":"ltr";h.dataset.language=l}`;
