/** An address that may be opened: only http and https, and only when it is the whole text. Everything else stays text. */
export function safeLink(text: string): string | undefined {
  const trimmed = text.trim();
  if (!/^https?:\/\//i.test(trimmed) || /\s/.test(trimmed) || !URL.canParse(trimmed)) return undefined;
  const { protocol, href } = new URL(trimmed);
  return protocol === "http:" || protocol === "https:" ? href : undefined;
}
