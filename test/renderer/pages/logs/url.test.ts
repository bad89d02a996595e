import { expect, test } from "vitest";
import { hours } from "#shared/units/time";
import { usualView } from "../../../../renderer/pages/logs/lines/view-settings";
import { firstAddress, type LogsAddress, readLogs, writeLogs } from "../../../../renderer/pages/logs/url";

const startMs = Date.UTC(2026, 10, 21, 12);

const full: LogsAddress = {
  source: "loki-prod",
  expr: '{app="x"} |= "ä & b"',
  range: { kind: "between", startMs, endMs: startMs + hours(1) },
  isLive: true,
  line: { timeNs: "1795234590123456789", hash: "a1b2c3d4" },
  view: {
    order: "oldest",
    wrap: true,
    prettify: true,
    dedup: "numbers",
    columns: ["status", "a,b"],
    showLabels: true,
    showTime: "ns",
    ansi: false,
  },
};

test("a first visit needs no parameters", () => {
  expect(writeLogs(firstAddress).toString()).toBe("");
  expect(readLogs(new URLSearchParams())).toEqual(firstAddress);
});

test("everything that a link must reproduce survives it", () => {
  expect(readLogs(new URLSearchParams(writeLogs(full).toString()))).toEqual(full);
});

test("a moving range is written as its length, as on the other pages", () => {
  expect(writeLogs({ ...firstAddress, range: { kind: "last", forMs: hours(1) } }).toString()).toBe("last=1h");
});

test.each([
  { name: "an unknown way of leaving out doubles", link: "dedup=all", expected: firstAddress },
  { name: "a line without its hash", link: "line=123", expected: firstAddress },
  { name: "a line whose time has letters", link: "line=12x.abc", expected: firstAddress },
  { name: "an end before the start", link: "from=2026-11-21T12:00:00Z&to=2026-11-21T11:00:00Z", expected: firstAddress },
  { name: "a range of a second", link: "last=1s", expected: firstAddress },
  { name: "a way to write times that there is not", link: "time=weeks", expected: firstAddress },
  { name: "live that is not 1", link: "live=yes", expected: firstAddress },
])("$name is left out", ({ link, expected }) => expect(readLogs(new URLSearchParams(link))).toEqual(expected));

test("of very many columns, the first are shown, each once", () => {
  const link = new URLSearchParams(Array.from({ length: 50 }, (_, index) => ["column", `c${index % 40}`]));
  expect(readLogs(link).view).toEqual({ ...usualView, columns: Array.from({ length: 20 }, (_, index) => `c${index}`) });
});
