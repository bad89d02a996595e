// A recorded journal, read by the real journalctl.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { LogPlace } from "#shared/contract/logs";
import { eventually } from "../../../../../support/eventually";
import { createFakeClock } from "../../../../../support/fake-clock";
import { localLogs, logsNow, nsOf, queried } from "../../../../../support/local-logs";
import { isOnPath } from "../../../../../support/programs";
import { suite } from "../../../../../support/suite";

const begins = Date.UTC(2026, 10, 21, 9);
const everything: LogPlace = { kind: "journal", id: "j", units: [] };
const signal = new AbortController().signal;
const span = { startNs: nsOf(begins), endNs: nsOf(logsNow), signal };

suite("a journal", isOnPath("journalctl") ? [] : ["journalctl"], () => {
  let folder: string;
  const recorded = (places: LogPlace[] = [everything], clock = createFakeClock(logsNow)) =>
    localLogs(places, { clock, journal: { leading: [`--file=${join(folder, "system.journal")}`] } });

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "watchdeck-journal-"));
    const fixture = join(import.meta.dirname, "../../../../../fixtures/journal/system.journal.gz");
    writeFileSync(join(folder, "system.journal"), gunzipSync(readFileSync(fixture)));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("is read oldest first and newest first", async () => {
    const forward = await queried(recorded(), '{source="journal"}');
    const backward = await queried(recorded(), '{source="journal"}', { direction: "backward" });
    expect(forward.entries).toHaveLength(41);
    expect(forward).toMatchObject({ done: "end", warnings: [] });
    expect(forward.entries[0]).toEqual({
      ms: begins,
      ns: 0,
      labels: { source: "journal", identifier: "kernel", host: "box" },
      line: "usb 1-1: device descriptor read error",
      metadata: { level: "warning", detected_level: "warn" },
    });
    expect(backward.entries).toEqual(forward.entries.toReversed());
  });

  test.each([
    { name: "a unit", expr: '{unit="postgresql.service"}', count: 7 },
    { name: "units by expression", expr: '{unit=~"nginx.*"}', count: 30 },
    { name: "a user's unit", expr: '{source="journal", unit="sync.service"}', count: 3 },
    { name: "a unit that there is not", expr: '{source="journal", unit="none.service"}', count: 0 },
    { name: "everything but a unit", expr: '{source="journal", unit!="nginx.service"}', count: 11 },
    { name: "an identifier", expr: '{identifier="kernel"}', count: 1 },
    { name: "words", expr: '{unit="nginx.service"} |= "500"', count: 3 },
    { name: "a level", expr: '{source="journal"} | level="error"', count: 9 },
    { name: "a field", expr: '{unit="postgresql.service"} | logfmt | duration > 100ms', count: 4 },
    { name: "files", expr: '{source="file"}', count: 0 },
  ])("is asked for $name", async ({ expr, count }) => {
    expect((await queried(recorded(), expr)).entries).toHaveLength(count);
  });

  test("is read between two times, to the microsecond", async () => {
    const { entries } = await queried(recorded(), '{unit="nginx.service"}', { start: begins + 5123, end: begins + 9123 });
    expect(entries.map(({ line }) => line)).toEqual(["GET /4 200", "GET /5 200", "GET /6 200", "GET /7 200"]);
  });

  test("of what is not picked nothing is told", async () => {
    const logs = recorded([{ kind: "journal", id: "j", units: ["post*", "sync.service"] }]);
    expect((await queried(logs, '{source="journal"}')).entries).toHaveLength(10);
    expect((await queried(logs, '{unit="nginx.service"}')).entries).toEqual([]);
    expect(await logs.labelValues({ label: "unit", limit: 10, ...span })).toEqual(["postgresql.service", "sync.service"]);
  });

  test("bytes that are not UTF-8, long entries and several lines in one come as they are", async () => {
    const { entries } = await queried(recorded(), '{unit="sync.service"}');
    expect(entries.map(({ line }) => (line.length > 100 ? line.length : line))).toEqual([
      "caf\ufffd \ufffd not utf-8",
      100_000,
      "two\nlines \u001b[31mred\u001b[0m",
    ]);
  });

  test("names and values of labels are told without reading an entry", async () => {
    const logs = recorded();
    expect(await logs.labelNames(span)).toEqual(["host", "identifier", "source", "unit"]);
    expect(await logs.labelValues({ label: "identifier", limit: 100, ...span })).toEqual([
      "kernel",
      "nginx",
      "postgres",
      "sync",
      "systemd",
    ]);
  });

  test("lines are counted by level, and by a metric query", async () => {
    const logs = recorded();
    const { times, levels } = await logs.volume({
      expr: '{source="journal"}',
      stepMs: 60_000,
      ...span,
      endNs: nsOf(begins + 60_000),
    });
    expect([...times]).toEqual([begins]);
    expect(levels.map(({ level, counts }) => [level, ...counts])).toEqual([
      ["error", 9],
      ["warning", 1],
      ["info", 31],
    ]);
    const { series } = await logs.range({
      expr: 'sum by (unit) (count_over_time({unit=~"nginx.service|postgresql.service"} [1m]))',
      start: begins + 60_000,
      end: begins + 60_000,
      step: 1000,
      signal,
    });
    expect(series.map(({ labels, values }) => [labels.unit, ...values]).sort()).toEqual([
      ["nginx.service", 30],
      ["postgresql.service", 7],
    ]);
  });

  test("a line is found again, and those around it", async () => {
    const logs = recorded();
    const { entries } = await queried(logs, '{unit="nginx.service"} |= "GET /9 "');
    const [found] = entries;
    const asked = {
      labels: found?.labels ?? {},
      timeNs: `${found?.ms}${String(found?.ns).padStart(6, "0")}`,
      start: "GET /9",
      signal,
    };
    expect(await logs.line(asked)).toBe("GET /9 500 ERROR");
    const { before, after } = await logs.context({ ...asked, before: 2, after: 2 });
    expect([...before, ...after].map(({ line }) => line)).toEqual(["GET /7 200", "GET /8 200", "GET /10 200", "GET /11 200"]);
  });

  test("what is there is told before it is picked", async () => {
    const units = ["init.scope", "nginx.service", "postgresql.service", "sync.service", "user@1000.service"];
    expect(await recorded([]).lookAt({ kind: "journal", units: [] })).toEqual({ names: units, count: 5 });
    expect(await recorded([]).lookAt({ kind: "journal", units: ["ngin*"] })).toEqual({ names: ["nginx.service"], count: 1 });
    expect(await recorded([]).lookAt({ kind: "journal", units: ["none"] })).toMatchObject({
      problem: "No unit of that name has written to the journal.",
    });
  });

  test("is followed from behind a time on, and the program ends with it", async () => {
    const clock = createFakeClock(logsNow);
    const controller = new AbortController();
    const lines: string[] = [];
    const failures: unknown[] = [];
    recorded([everything], clock).tail(
      { expr: '{unit="sync.service"}', afterNs: nsOf(begins + 32_500), signal: controller.signal },
      {
        onEntries: (entries) => void lines.push(...entries.map(({ line }) => line.slice(0, 3))),
        onDropped: () => {},
        onState: () => {},
        onFailure: (error) => failures.push(error),
      },
    );
    await eventually(async () => {
      await clock.advance(100);
      return lines.length >= 2 ? true : undefined;
    }, "two entries are told");
    controller.abort();
    await eventually(() => (clock.pendingTimers === 0 ? true : undefined), "nothing waits any more");
    expect({ lines, failures }).toEqual({ lines: ["xxx", "two"], failures: [] });
  });
});

describe("without a journal", () => {
  test("the missing program is told in words", async () => {
    expect(await localLogs([everything]).places()).toEqual([
      {
        place: everything,
        found: {
          names: [],
          count: 0,
          problem: "There is no /nowhere/journalctl on this machine: its journal can only be read with it.",
        },
      },
    ]);
    await expect(queried(localLogs([everything]), '{source="journal"}')).rejects.toThrow("There is no /nowhere/journalctl");
  });
});
