/** Texts are joined to pieces of this many signs. */
const pieceLength = 8 * 1024 * 1024;

/**
 * A file out of many short texts. Each piece becomes a Blob of its own as it is full, which is kept outside of this process: a
 * file of two hundred megabytes would be here twice otherwise, as text and as bytes.
 */
export function jsonBlob(texts: Iterable<string>): Blob {
  const pieces: Blob[] = [];
  let parts: string[] = [];
  let length = 0;
  for (const text of texts) {
    parts.push(text);
    length += text.length;
    if (length < pieceLength) continue;
    pieces.push(new Blob([parts.join("")]));
    parts = [];
    length = 0;
  }
  return new Blob([...pieces, parts.join("")], { type: "application/json" });
}
