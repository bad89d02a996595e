/** Both sides have it, the language's own library does not name it. */
declare const TextDecoder: new () => { decode(bytes: Uint8Array): string };

let decoder: { decode(bytes: Uint8Array): string } | undefined;

/** What is not UTF-8 becomes U+FFFD. */
export function decodeUtf8(bytes: Uint8Array): string {
  decoder ??= new TextDecoder();
  return decoder.decode(bytes);
}
