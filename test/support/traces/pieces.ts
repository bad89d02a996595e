// Text that is made bit by bit, as bytes in pieces: a trace of two hundred thousand spans is 200 MB of JSON.

/** Of about `size` bytes each; the last is shorter. */
export function* bytesOf(texts: Iterable<string>, size = 256 * 1024): Generator<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  let kept: string[] = [];
  let length = 0;
  for (const text of texts) {
    kept.push(text);
    length += text.length;
    if (length < size) continue;
    yield encoder.encode(kept.join(""));
    kept = [];
    length = 0;
  }
  if (length > 0) yield encoder.encode(kept.join(""));
}

export const textOf = (texts: Iterable<string>): string => [...texts].join("");
