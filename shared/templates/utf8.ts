/** The text's bytes in UTF-8; half of a surrogate pair becomes U+FFFD. shared/ has neither Node's Buffer nor the DOM's TextEncoder. */
export function utf8(content: string): number[] {
  const encoded = encodeURIComponent(content.replaceAll(/\p{Cs}/gu, "\ufffd"));
  return (encoded.match(/%[0-9A-F]{2}|./gs) ?? []).map((unit) =>
    unit.length === 3 ? Number.parseInt(unit.slice(1), 16) : unit.charCodeAt(0),
  );
}
