// Bytes of a file into its lines, a few thousand at a time: a file of many gigabytes must not be in memory at once.
import { TextFault } from "./fault";

/** Longer than any line that an exporter writes. */
const longestLine = 1_000_000;
const packed = "this file is packed by gzip: unpack it first, with `gunzip`";

/** Without their line ends. Throws a TextFault for what is no UTF-8 text. */
export async function* linesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string[]> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let begun = "";
  let count = 0;
  let isPacked = false;
  const decode = (part?: Uint8Array) => {
    try {
      return decoder.decode(part, { stream: part !== undefined });
    } catch {
      // The decoder does not say where; the lines before this part were all right.
      throw new TextFault(isPacked ? packed : "this is no UTF-8 text: save the file in that encoding", count + 1, 1);
    }
  };
  for await (const part of bytes) {
    if (count === 0 && begun === "") isPacked = part[0] === 0x1f && part[1] === 0x8b;
    const lines = (begun + decode(part)).split("\n");
    begun = lines.pop() ?? "";
    if (begun.length > longestLine)
      throw new TextFault("this line is too long to be one of samples", count + lines.length + 1, 1);
    count += lines.length;
    if (lines.length > 0) yield lines.map(withoutReturn);
  }
  begun += decode();
  if (begun !== "") yield [withoutReturn(begun)];
}

const withoutReturn = (line: string): string => (line.endsWith("\r") ? line.slice(0, -1) : line);
