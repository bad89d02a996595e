import { expect, test } from "vitest";
import { entriesOf } from "../../../../../../electron/engine/sources/local-logs/files/entries";

test("a long trace in which every line is searched for is not gone through again with each of them", () => {
  let looks = 0;
  const readTime = (line: string) => {
    looks++;
    return line.startsWith("T") ? { ms: 5, ns: 0 } : undefined;
  };
  const lines = ["T error", ...Array.from({ length: 1000 }, (_, index) => `error at ${index}`)];
  const { entries } = entriesOf(
    { bytes: Buffer.from(lines.join("\n")), offset: 0 },
    { labels: {}, readTime, size: 1, changed: 0, isTimed: true },
    {
      start: { ms: 0, ns: 0 },
      end: { ms: 10, ns: 0 },
      direction: "forward",
      limit: 10_000,
      accept: (entry) => entry,
      needle: "error",
      signal: new AbortController().signal,
      cost: { bytes: 0, lines: 0 },
      warn: () => {},
      chunkBytes: 1024,
    },
  );
  expect(entries.map(({ line, ms }) => `${ms} ${line}`)).toEqual(lines.map((line) => `5 ${line}`));
  expect(looks).toBeLessThan(3 * lines.length);
});
