/** Only the beginning is hashed, so that a line that is here in part has the hash of the whole one. */
const hashed = 8192;

/**
 * Tells lines of the same nanosecond apart in a link: `line=<ns>.<hash>`. Eight hexadecimal digits (FNV-1a); nothing secret
 * hangs on it.
 */
export function lineHash(line: string): string {
  let hash = 0x811c9dc5;
  const end = Math.min(line.length, hashed);
  for (let index = 0; index < end; index++) {
    const unit = line.charCodeAt(index);
    hash = Math.imul(hash ^ (unit & 0xff), 0x01000193);
    hash = Math.imul(hash ^ (unit >> 8), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, "0");
}
