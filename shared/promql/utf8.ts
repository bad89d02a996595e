// Texts as bytes: Prometheus counts columns in bytes of UTF-8 and lets strings be written byte by byte.

/** How many bytes of UTF-8 a stretch of a text takes; half of a surrogate pair becomes U+FFFD, which takes three. */
export function byteLength(text: string, from = 0, to = text.length): number {
  let bytes = to - from;
  for (let at = from; at < to; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) continue;
    if (unit < 0x800) bytes += 1;
    else if (unit >= 0xd800 && unit < 0xdc00 && (text.codePointAt(at) ?? 0) > 0xffff) {
      // Two units here, four bytes there.
      bytes += 2;
      at++;
    } else bytes += 2;
  }
  return bytes;
}

// One well-formed sequence, or any byte that begins none.
const sequences =
  /[\0-\x7f]+|[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2}|([\s\S])/g;

/** The text of bytes. Each that is not UTF-8 is left to the caller; an answer of a server shows it as U+FFFD. */
export function decodeUtf8(bytes: readonly number[], replace: (byte: number) => string = () => "\ufffd"): string {
  const binary = bytes.map((byte) => String.fromCharCode(byte)).join("");
  return binary.replace(sequences, (sequence, broken: string | undefined) =>
    broken === undefined ? decodeURIComponent(Array.from(sequence, asPercent).join("")) : replace(broken.charCodeAt(0)),
  );
}

const asPercent = (byte: string): string => `%${byte.charCodeAt(0).toString(16).padStart(2, "0")}`;
