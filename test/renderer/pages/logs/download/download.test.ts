import { describe, expect, test } from "vitest";
import type { DownloadFormat } from "../../../../../renderer/pages/logs/download/download-formats";
import { downloadName, linesAsParts } from "../../../../../renderer/pages/logs/download/save-lines";
import type { StoredLine } from "../../../../../renderer/pages/logs/lines/line-store";
import { aLine, someLines } from "../../../../support/stored-lines";

const written = async (format: DownloadFormat, lines: readonly StoredLine[], columns: readonly string[] = []) =>
  (await linesAsParts({ store: someLines(lines), format, columns }, async () => {})).join("");

describe("loaded lines as a file", () => {
  test("as text: the time to the nanosecond, and the line", async () => {
    expect(await written("txt", [aLine("GET /x 500"), aLine("ok")])).toBe(
      "2026-11-21T12:05:09.123456789Z GET /x 500\n2026-11-21T12:05:09.123456789Z ok\n",
    );
  });

  test("as ndjson: with all that is known, and that a line was cut", async () => {
    const line = aLine('{"a":1}', { metadata: { detected_level: "warn" }, parsed: { a: "1" }, cutLength: 20_000_000 });
    const text = await written("ndjson", [line, aLine("plain\nsecond")]);
    expect(
      text
        .trimEnd()
        .split("\n")
        .map((each) => JSON.parse(each)),
    ).toEqual([
      {
        time: "2026-11-21T12:05:09.123456789Z",
        timeNs: "1795262709123456789",
        level: "warning",
        labels: { app: "x" },
        metadata: { detected_level: "warn" },
        parsed: { a: "1" },
        line: '{"a":1}',
        cut: true,
        length: 20_000_000,
      },
      {
        time: "2026-11-21T12:05:09.123456789Z",
        timeNs: "1795262709123456789",
        level: "unknown",
        labels: { app: "x" },
        line: "plain\nsecond",
      },
    ]);
  });

  test("as csv: with the columns that are shown, quoted, and no formula for a spreadsheet to run", async () => {
    const line = aLine('=cmd|"calc"', { parsed: { status: "500", user: "@SUM(1)" } });
    expect(await written("csv", [line], ["status", "user", "absent"])).toBe(
      `time,level,status,user,absent,line\r\n2026-11-21T12:05:09.123456789Z,unknown,500,'@SUM(1),,"'=cmd|""calc"""\r\n`,
    );
  });

  test("as csv without columns: the labels as one", async () => {
    expect(await written("csv", [aLine("x", { labels: { app: "x", pod: "p" } })])).toBe(
      `time,level,labels,line\r\n2026-11-21T12:05:09.123456789Z,unknown,"{app=""x"", pod=""p""}",x\r\n`,
    );
  });

  test("lines that come while it is written are not in it, and the page gets to breathe", async () => {
    const lines = Array.from({ length: 2500 }, () => aLine("x"));
    let pauses = 0;
    const growing = {
      get size() {
        return lines.length;
      },
      line: (position: number) => lines[position],
    };
    const parts = await linesAsParts({ store: growing, format: "txt", columns: [] }, async () => {
      pauses++;
      lines.push(aLine("late"));
    });
    expect({ pauses, lines: parts.join("").split("\n").length - 1 }).toEqual({ pauses: 3, lines: 2500 });
  });

  test.each([
    { source: "Loki / prod", ms: Date.UTC(2026, 10, 21, 12, 5, 9), name: "logs-loki-prod-2026-11-21T12-05-09.csv" },
    { source: "../../etc", ms: undefined, name: "logs-etc.csv" },
  ])("is called $name", ({ source, ms, name }) => expect(downloadName(source, ms, "csv")).toBe(name));
});
