// Which addresses a link of a dashboard may open. They come from files and hold what labels say.

/** The address, if opening it can do nothing but show a page: a page of ours, one beside it, or one of the web. */
export function openableHref(url: string): string | undefined {
  // Browsers skip control characters and spaces before and inside of `javascript:`.
  const address = url.replace(/[\p{Cc}]/gu, "").trim();
  if (address === "") return undefined;
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(address)?.[1]?.toLowerCase();
  if (scheme !== undefined && !["http", "https", "mailto"].includes(scheme)) return undefined;
  return address;
}
