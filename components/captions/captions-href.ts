/** Where the captions of a file are written in a language. */
export function captionsHref(assetId: string, language: string): string {
  return `/teach/media/${assetId}/captions?language=${encodeURIComponent(language)}`;
}
