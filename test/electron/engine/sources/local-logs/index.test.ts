// The whole source over files of a folder, asked as the page asks a Loki.
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { LocalLogs } from "../../../../../electron/engine/sources/local-logs/index";
import { type LogFolder, logFolder } from "../../../../support/local-log-files";
import { localLogs, logsNow, nsOf, queried } from "../../../../support/local-logs";

let folder: LogFolder;
let logs: LocalLogs;
const signal = new AbortController().signal;
const begins = logsNow - 3_600_000;
const span = { startNs: nsOf(begins), endNs: nsOf(logsNow), signal };

beforeEach(() => {
  folder = logFolder();
  const stamp = (index: number) => new Date(begins + index * 60_000).toISOString();
  folder.write(
    "api.log",
    Array.from({ length: 60 }, (_, index) => {
      const level = index % 6 === 0 ? "error" : "info";
      return `${JSON.stringify({ ts: stamp(index), level, msg: `request ${index}`, took: index * 10, http: { status: 200 } })}\n`;
    }).join(""),
  );
  folder.write(
    "app.log",
    Array.from({ length: 60 }, (_, index) => `${stamp(index)} level=warn msg="slow ${index}" took=${index}ms\n`).join(""),
  );
  logs = localLogs([{ kind: "files", id: "f", glob: `${folder.path}/*.log` }]);
});
afterEach(() => folder.remove());

test.each([
  { name: "the guides' errors", expr: () => '{source="file"} |= "error"', count: 10 },
  { name: "the guides' field of JSON", expr: () => '{filename=~".*/api.log"} | json | level="error"', count: 10 },
  { name: "the guides' number in JSON", expr: () => '{filename=~".*/api.log"} | json | took > 500', count: 9 },
  { name: "a nested field", expr: () => '{source="file"} | json | http_status=200 | __error__=""', count: 60 },
  { name: "a duration in logfmt", expr: () => `{filename="${folder.path}/app.log"} | logfmt | took >= 50ms`, count: 10 },
  { name: "an expression", expr: () => '{source="file"} |~ "request [1-3]$"', count: 0 },
  { name: "a level that nobody labelled", expr: () => '{source="file"} | detected_level="error"', count: 10 },
  { name: "two filters", expr: () => '{source="file"} |= "slow" != "slow 1"', count: 49 },
])("$name are found", async ({ expr, count }) => {
  expect((await queried(logs, expr())).entries).toHaveLength(count);
});

test("a limit ends the reading, and says how far it came", async () => {
  const pages = [];
  for await (const page of logs.query({ expr: '{source="file"}', direction: "backward", limit: 10, ...span })) pages.push(page);
  expect(pages).toHaveLength(1);
  expect(pages[0]).toMatchObject({ done: "limit", reachedNs: nsOf(begins + 55 * 60_000), stats: { lines: 10 } });
});

test("an end says that everything between the times was looked at", async () => {
  const pages = [];
  for await (const page of logs.query({ expr: '{source="file"} |= "nothing"', direction: "backward", limit: 10, ...span }))
    pages.push(page);
  expect(pages.at(-1)).toMatchObject({ entries: [], done: "end", reachedNs: span.startNs, stats: { lines: 0, readLines: 120 } });
});

test("lines are counted by their levels", async () => {
  const { times, levels } = await logs.volume({ expr: '{source="file"}', stepMs: 1_800_000, ...span });
  expect([...times]).toEqual([begins, begins + 1_800_000]);
  expect(levels.map(({ level, counts }) => [level, ...counts])).toEqual([
    ["error", 5, 5],
    ["warning", 30, 30],
    ["info", 25, 25],
  ]);
});

test.each([
  { name: "the guides' rate", expr: 'sum(rate({filename=~".*/api.log"} |= "error" [10m]))', values: [2 / 600, 1 / 600] },
  {
    name: "a count by level",
    expr: 'sum by (level) (count_over_time({source="file"} | json | level="error" [10m]))',
    values: [2, 1],
  },
  {
    name: "a count of a level that only the text tells",
    expr: 'sum(count_over_time({filename=~".*/app.log"} | detected_level="warn" [10m]))',
    values: [10, 10],
  },
  { name: "a window that lies back", expr: 'sum(count_over_time({source="file"} [10m] offset 20m))', values: [20, 20] },
])("$name is answered", async ({ expr, values }) => {
  const { series } = await logs.range({ expr, start: begins + 1_800_000, end: begins + 2_400_000, step: 600_000, signal });
  expect(series.map((one) => [...one.values])).toEqual([values]);
  const { result } = await logs.instant({ expr, time: begins + 2_400_000, signal });
  expect(result).toMatchObject({ kind: "vector", values: Float64Array.of(values[1] as number) });
});

test("labels, values, fields and an estimate are told", async () => {
  expect(await logs.labelNames(span)).toEqual(["filename", "source"]);
  expect(await logs.labelValues({ label: "filename", limit: 10, ...span })).toEqual([
    `${folder.path}/api.log`,
    `${folder.path}/app.log`,
  ]);
  expect(await logs.labelValues({ label: "filename", selector: '{filename=~".*api.*"}', limit: 10, ...span })).toEqual([
    `${folder.path}/api.log`,
  ]);
  const fields = await logs.fields({ expr: '{source="file"}', ...span });
  expect(
    fields.filter(({ name }) => ["took", "http_status"].includes(name)).sort((a, b) => a.name.localeCompare(b.name)),
  ).toMatchObject([
    { name: "http_status", type: "int", cardinality: 1, parsers: ["json"] },
    { name: "took", cardinality: 120, parsers: ["json", "logfmt"] },
  ]);
  const { streams, bytes } = await logs.estimate({ expr: '{source="file"}', ...span });
  expect(streams).toBe(2);
  expect(bytes).toBeGreaterThan(5000);
});

describe("what is wrong", () => {
  test("a mistake in the query is told at its place, before anything is read", async () => {
    expect(logs.check('{source="file"} |= ').diagnostics).not.toEqual([]);
    expect(logs.check('{source="file"} |= "x"')).toEqual({ kind: "lines", diagnostics: [] });
    expect(logs.check("")).toEqual({ diagnostics: [] });
    await expect(queried(logs, '{source="file"} |= ')).rejects.toMatchObject({ failure: { kind: "bad-query" } });
  });

  test("a metric query has no lines, and a log query no numbers", async () => {
    await expect(queried(logs, 'rate({source="file"}[5m])')).rejects.toThrow("This is a metric query, which has no lines");
    await expect(logs.range({ expr: '{source="file"}', start: 0, end: 1, step: 1, signal })).rejects.toThrow(
      "This is a log query",
    );
  });

  test("while nothing is picked there is nothing to ask", async () => {
    const none = localLogs([]);
    await expect(queried(none, '{source="file"}')).rejects.toThrow("No logs of this machine have been picked yet");
    expect(await none.labelNames(span)).toEqual([]);
  });

  test("a kind that cannot be read is told, and the others answer", async () => {
    const both = localLogs([
      { kind: "journal", id: "j", units: ["a*"] },
      { kind: "files", id: "f", glob: `${folder.path}/*.log` },
    ]);
    const { entries, warnings } = await queried(both, '{source=~".+"}');
    expect(entries).toHaveLength(120);
    expect(warnings).toEqual(["There is no /nowhere/journalctl on this machine: its journal can only be read with it."]);
  });

  test("whoever stops asking stops the reading", async () => {
    const controller = new AbortController();
    const reading = logs.query({ ...span, expr: '{source="file"}', direction: "forward", limit: 100, signal: controller.signal });
    controller.abort();
    await expect(
      (async () => {
        for await (const _ of reading);
      })(),
    ).rejects.toThrow(/abort/i);
  });
});
