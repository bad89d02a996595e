// What a Loki is asked beside its lines: numbers, labels, fields, what is around a line, and what it is.
import { afterEach, describe, expect, test } from "vitest";
import type { LogEntry } from "#shared/logs/block";
import type { AppError } from "#shared/model/failure";
import { hours, minutes, seconds } from "#shared/units/time";
import { connectLoki } from "../../../../../electron/engine/sources/loki/index";
import { connectionTo } from "../../../../support/connections";
import { createFakeClock } from "../../../../support/fake-clock";
import { type FakeLokiOptions, startFakeLoki } from "../../../../support/loki/fake-loki";
import { recordedLoki } from "../../../../support/loki/recorded";
import { startHttp } from "../../../../support/misbehaving-server";

const never = new AbortController().signal;
const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

/** The fake clock's beginning. */
const nowMs = Date.UTC(2026, 10, 21, 8);
const at = (agoMs: number, ns = 0) => BigInt(nowMs - agoMs) * 1_000_000n + BigInt(ns);
const span = { startNs: String(at(hours(1))), endNs: String(at(0)), signal: never };

async function start(options: FakeLokiOptions = {}) {
  const loki = await startFakeLoki({ now: () => at(0), ...options });
  const connection = connectionTo(loki.url, { kind: "loki", name: "Logs" });
  const source = await connectLoki({ connection, readSecret: async () => undefined, clock: createFakeClock(nowMs) });
  stops.push(
    () => loki.close(),
    () => source.close({ breakOff: true }),
  );
  return { loki, source };
}

const lines = (entries: LogEntry[]) => entries.map(({ line }) => line);
const failureOf = (asked: Promise<unknown>) => asked.then(JSON.stringify, (error: AppError) => error.failure);

describe("volume", () => {
  test("counts lines per step by their level, the worst first", async () => {
    const { loki, source } = await start();
    loki.push([
      {
        labels: { app: "a" },
        lines: [
          [at(minutes(55)), "level=error one"],
          [at(minutes(55), 1), "level=info two"],
          [at(minutes(49)), "level=info three"],
          [at(minutes(9)), "nothing said"],
        ],
      },
    ]);
    const { times, levels } = await source.volume({ expr: '{app="a"}', stepMs: minutes(10), ...span });
    expect([...times]).toEqual([60, 50, 40, 30, 20, 10].map((ago) => nowMs - minutes(ago)));
    expect(levels.map(({ level, counts }) => ({ level, counts: [...counts] }))).toEqual([
      { level: "error", counts: [1, 0, 0, 0, 0, 0] },
      { level: "info", counts: [1, 1, 0, 0, 0, 0] },
      { level: "unknown", counts: [0, 0, 0, 0, 0, 1] },
    ]);
  });

  test("counts lines, too, that the query's parser cannot read", async () => {
    const { loki, source } = await start();
    loki.push([
      {
        labels: { app: "a" },
        lines: [
          [at(minutes(5)), '{"level":"warn"}'],
          [at(minutes(4)), "no json at all"],
        ],
      },
    ]);
    const { levels } = await source.volume({ expr: '{app="a"} | json # what it says', stepMs: minutes(10), ...span });
    expect(levels.map(({ level, counts }) => [level, counts.reduce((sum, count) => sum + count)])).toEqual([
      ["warning", 1],
      ["unknown", 1],
    ]);
  });
});

describe("around a line", () => {
  const context = { timeNs: String(at(minutes(5), 3)), before: 3, after: 2, signal: never };

  async function withLines() {
    const made = await start();
    made.loki.push([
      {
        labels: { app: "a" },
        lines: [
          [at(hours(30)), "long before"],
          [at(minutes(5), 1), "one"],
          [at(minutes(5), 3), "same time, earlier"],
          [at(minutes(5), 3), "this one"],
          [at(minutes(5), 3), "same time, later"],
          [at(minutes(4)), "next"],
          [at(minutes(3)), "after that"],
        ],
      },
      { labels: { app: "a", more: "labels" }, lines: [[at(minutes(5), 2), "of another stream"]] },
    ]);
    return made;
  }
  const labels = { app: "a", service_name: "a" };

  test("are the lines of its stream, oldest first, those of the same time on their side of it", async () => {
    const { source } = await withLines();
    const { before, after } = await source.context({ labels, start: "this", ...context });
    expect({ before: lines(before), after: lines(after) }).toEqual({
      before: ["long before", "one", "same time, earlier"],
      after: ["same time, later", "next"],
    });
  });

  test("are as many as were asked for", async () => {
    const { source } = await withLines();
    const { before, after } = await source.context({ labels, start: "this", ...context, before: 1, after: 0 });
    expect({ before: lines(before), after: lines(after) }).toEqual({ before: ["same time, earlier"], after: [] });
  });

  test("are found though the query gave the line other labels", async () => {
    const { source } = await withLines();
    const made = { app: "a", level: "made by a parser" };
    const { after } = await source.context({ labels: made, start: "this", ...context });
    expect(lines(after)).toEqual(["same time, later", "next"]);
  });

  test("are found in a Loki that does not tell labels apart", async () => {
    const { loki, source } = await start({ version: "2.9" });
    loki.push([
      {
        labels: { app: "a" },
        lines: [
          [at(minutes(6)), "one"],
          [at(minutes(5), 3), "this one"],
        ],
      },
    ]);
    const { before } = await source.context({ labels: { app: "a", level: "parsed" }, start: "this", ...context });
    expect(lines(before)).toEqual(["one"]);
  });
});

describe("the whole of a line", () => {
  const asked = { labels: { app: "a", service_name: "a" }, timeNs: String(at(minutes(5))), signal: never };

  test("is had by its time and its beginning, however long it is", async () => {
    const { loki, source } = await start();
    const long = `long ${"é".repeat(10 * 1024 * 1024)}`;
    loki.push([
      {
        labels: { app: "a" },
        lines: [
          [at(minutes(5)), "another one"],
          [at(minutes(5)), long],
        ],
      },
    ]);
    expect((await source.line({ ...asked, start: long.slice(0, 8000) })) === long).toBe(true);
  });

  test("that is not there any more is said to be so", async () => {
    const { source } = await start();
    expect(await failureOf(source.line({ ...asked, start: "x" }))).toMatchObject({
      kind: "not-found",
      say: "Logs does not have that line any more: it was deleted, or is older than what it keeps.",
    });
  });
});

describe("numbers", () => {
  test("are those inside of the time that was asked for, though Loki rounds it to steps", async () => {
    const { loki, source } = await start();
    loki.push([{ labels: { app: "a" }, lines: [[at(minutes(5)), "x"]] }]);
    const range = { start: nowMs - minutes(6) - 700, end: nowMs - minutes(4) - 700, step: minutes(1) };
    const { series } = await source.range({ expr: 'count_over_time({app="a"}[1h])', ...range, signal: never });
    expect([...(series[0]?.times ?? [])].every((time) => time >= range.start && time <= range.end)).toBe(true);
    expect(series[0]?.labels).toEqual({ app: "a", service_name: "a", detected_level: "unknown" });
  });

  test("of Loki's own making have the time that was asked about: its own is rubbish", async () => {
    const { body } = recordedLoki("query-scalar").answer;
    const server = await startHttp((_, response) =>
      response.setHeader("content-type", "application/json").end(JSON.stringify(body)),
    );
    stops.push(() => server.stop());
    const connection = connectionTo(server.url, { kind: "loki" });
    const source = await connectLoki({ connection, readSecret: async () => undefined, clock: createFakeClock(nowMs) });
    stops.push(() => source.close({ breakOff: true }));
    const { result } = await source.instant({ expr: "1+1", time: nowMs - seconds(3), signal: never });
    expect(result).toEqual({ kind: "scalar", time: nowMs - seconds(3), value: 2 });
  });

  test("are not made of a query for lines", async () => {
    const { source } = await start();
    const asked = source.range({ expr: '{app="a"}', start: nowMs - 1000, end: nowMs, step: 1000, signal: never });
    expect(await failureOf(asked)).toMatchObject({ kind: "bad-query", say: expect.stringContaining("lines and not numbers") });
  });
});

describe("labels and fields", () => {
  test("are told in order, at most as many as wanted", async () => {
    const { loki, source } = await start();
    loki.push(["c", "a", "b"].map((app) => ({ labels: { app }, lines: [[at(minutes(5)), '{"user":"u"}'] as const] })));
    expect(await source.labelNames(span)).toEqual(["app", "service_name"]);
    expect(await source.labelValues({ label: "app", limit: 2, ...span })).toEqual(["a", "b"]);
    expect(await source.labelValues({ label: "app", selector: '{app=~"b|c"}', limit: 9, ...span })).toEqual(["b", "c"]);
    expect(await source.fields({ expr: '{app=~".+"}', ...span })).toContainEqual({
      name: "user",
      type: "string",
      cardinality: 1,
      parsers: ["json"],
    });
  });

  test("are none where there are no lines", async () => {
    const { source } = await start();
    expect(await source.labelNames(span)).toEqual([]);
    expect(await source.labelValues({ label: "app", limit: 2, ...span })).toEqual([]);
    expect(await source.fields({ expr: '{app="a"}', ...span })).toEqual([]);
  });

  test("that an older Loki cannot tell are none, and no failure", async () => {
    const { loki, source } = await start({ version: "2.9" });
    loki.misbehave({ kind: "status", status: 404, text: "404 page not found" }, "index/stats");
    expect(await source.fields({ expr: '{app="a"}', ...span })).toEqual([]);
    expect(await source.estimate({ expr: '{app="a"}', ...span })).toEqual({});
  });
});

describe("an estimate", () => {
  test("is asked for the selector alone, whatever is made of its lines", async () => {
    const { loki, source } = await start();
    loki.push([{ labels: { app: "a" }, lines: [[at(minutes(5)), "12345"]] }]);
    expect(await source.estimate({ expr: 'sum(rate({app="a"} |= "x" | json [5m]))', ...span })).toMatchObject({ entries: 1 });
    expect(loki.requests.at(-1)?.params.get("query")).toBe('{app="a"}');
  });

  test("that says nothing is not known to be nothing: new lines are not in the index yet", async () => {
    const { source } = await start();
    expect(await source.estimate({ expr: '{app="a"}', ...span })).toEqual({});
  });
});

describe("what stands there", () => {
  test("is told with its labels", async () => {
    const { loki, source } = await start({ prefix: "/logs" });
    loki.push([{ labels: { app: "a" }, lines: [[at(minutes(5)), "x"]] }]);
    expect(await source.inspect(never)).toMatchObject({ kind: "loki", loki: { labels: ["app", "service_name"] } });
  });

  test("is told though a gateway before it hides its version and whether it is ready", async () => {
    const { loki, source } = await start();
    loki.misbehave({ kind: "status", status: 404, text: "404" }, "buildinfo");
    loki.misbehave({ kind: "status", status: 404, text: "404" }, "/ready");
    const { server, version, remarks } = await source.inspect(never);
    expect({ server, version }).toEqual({ server: "Loki", version: undefined });
    expect(remarks).toContain("It has no lines of the last six hours: nothing writes to it, or not for this tenant.");
  });

  test("wants a tenant, which is said with what to do", async () => {
    const { source } = await start({ needsTenant: true });
    const say = "Logs wants to know which tenant asks (401): add the header X-Scope-OrgID to the connection.";
    expect(await failureOf(source.inspect(never))).toMatchObject({ kind: "unauthorized", say });
    expect(await failureOf(source.probe(never))).toMatchObject({ kind: "unauthorized", say });
  });

  test("is no Loki when it answers with a web page", async () => {
    const { loki, source } = await start();
    loki.misbehave({ kind: "html" });
    expect(await failureOf(source.inspect(never))).toMatchObject({ kind: "not-that-server" });
  });
});
