// One suite, asked of the fake Loki and of the real one: what the console makes of either must be the same.
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { AppError } from "#shared/model/failure";
import { systemClock } from "../../electron/engine/clock";
import { connectLoki, type LokiSource } from "../../electron/engine/sources/loki/index";
import { connectionTo } from "../support/connections";
import { eventually } from "../support/eventually";
import { type Followed, follow, linesOf, timeOfEntry } from "../support/loki/ask-lines";
import { startFakeLoki } from "../support/loki/fake-loki";
import { type PushedLine, pushTo } from "../support/loki/push";
import { findLoki, neededForLoki, startRealLoki } from "../support/real-loki";
import { suite } from "../support/suite";
import { startTcpProxy, type TcpProxy } from "../support/tcp-proxy";

const never = new AbortController().signal;
const found = findLoki();

const servers = [
  {
    name: "the fake Loki",
    missing: [],
    async start() {
      const { url, close } = await startFakeLoki();
      return { url, stop: close };
    },
  },
  {
    name: "a real Loki",
    missing: found ? [] : [neededForLoki],
    start: () => startRealLoki(found ?? { program: "loki" }),
  },
];

const connect = (url: string) =>
  connectLoki({ connection: connectionTo(url, { kind: "loki" }), readSecret: async () => undefined, clock: systemClock });

/** A moment ago, so that what is pushed lies in the past. */
const begin = BigInt(Date.now()) * 1_000_000n - 600_000_000_000n;
const second = 1_000_000_000n;
const run = `run-${Date.now()}`;
const span = { startNs: String(begin), endNs: String(begin + 600n * second) };
const failureOf = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: AppError) => error.failure,
  );

for (const { name, missing, start } of servers) {
  suite(name, missing, () => {
    let server: { url: string; stop(): Promise<void> };
    let source: LokiSource;
    beforeAll(async () => {
      server = await start();
      source = await connect(server.url);
    });
    afterAll(async () => {
      await source?.close();
      await server?.stop();
    });

    /** Lines of one second each, under labels of their own. */
    const put = async (test: string, lines: readonly PushedLine[], labels: Record<string, string> = {}) => {
      await pushTo(server.url, [{ labels: { run, test, ...labels }, lines }]);
      return `{run="${run}", test="${test}"}`;
    };
    const ask = (expr: string, more: { direction?: "backward" | "forward"; limit?: number } = {}) =>
      linesOf(source, { expr, ...span, ...more });

    describe("lines", () => {
      test("come newest first or oldest first, with their nanoseconds", async () => {
        const expr = await put("order", [
          [begin + 1n, "one"],
          [begin + 2n, "two"],
          [begin + 3n, "three"],
        ]);
        expect((await ask(expr)).texts).toEqual(["three", "two", "one"]);
        const { texts, entries, done } = await ask(expr, { direction: "forward" });
        expect(texts).toEqual(["one", "two", "three"]);
        expect(entries.map(timeOfEntry)).toEqual([begin + 1n, begin + 2n, begin + 3n].map(String));
        expect(done).toBe("end");
      });

      test("of several streams are merged by time, also when they were pushed out of order", async () => {
        const late = [5n, 1n, 3n].map((at): PushedLine => [begin + at, `a${at}`]);
        const expr = await put("merge", late, { pod: "a" });
        await put(
          "merge",
          [2n, 6n, 4n].map((at): PushedLine => [begin + at, `b${at}`]),
          { pod: "b" },
        );
        expect((await ask(expr, { direction: "forward" })).texts).toEqual(["a1", "b2", "a3", "b4", "a5", "b6"]);
        expect((await ask(expr)).texts).toEqual(["b6", "a5", "b4", "a3", "b2", "a1"]);
      });

      test("keep what is of their stream, of their metadata and of the parsers apart", async () => {
        const expr = await put("apart", [[begin, "took=3s user=ann", { trace_id: "0af7651916cd43dd8448eb211c80319c" }]], {
          app: "shop",
        });
        const { entries } = await ask(`${expr} | logfmt`);
        expect(entries).toEqual([
          {
            ms: Number(begin / 1_000_000n),
            ns: Number(begin % 1_000_000n),
            line: "took=3s user=ann",
            labels: { run, test: "apart", app: "shop", service_name: "shop" },
            metadata: { detected_level: expect.any(String), trace_id: "0af7651916cd43dd8448eb211c80319c" },
            parsed: { took: "3s", user: "ann" },
          },
        ]);
      });

      test("begin with the start and end before the end", async () => {
        const expr = await put("edges", [
          [begin, "at the start"],
          [begin + 10n, "between"],
          [begin + 20n, "at the end"],
        ]);
        const { texts } = await linesOf(source, { expr, startNs: String(begin), endNs: String(begin + 20n) });
        expect(texts).toEqual(["between", "at the start"]);
      });

      test("stop at the limit, and say so", async () => {
        const expr = await put(
          "limit",
          Array.from({ length: 30 }, (_, at): PushedLine => [begin + BigInt(at), `line ${at}`]),
        );
        const { texts, done } = await ask(expr, { limit: 10 });
        expect(texts).toHaveLength(10);
        expect([texts[0], texts.at(-1), done]).toEqual(["line 29", "line 20", "limit"]);
      });

      test("of a thousand streams are all there", async () => {
        const streams = Array.from({ length: 1000 }, (_, at) => ({
          labels: { run, test: "streams", pod: `pod-${at}` },
          lines: [[begin + BigInt(at), `from ${at}`]] satisfies PushedLine[],
        }));
        await pushTo(server.url, streams);
        const { entries } = await ask(`{run="${run}", test="streams"}`, { direction: "forward" });
        expect(entries.map(({ labels, line }) => `${labels.pod} ${line}`)).toEqual(
          streams.map((_, at) => `pod-${at} from ${at}`),
        );
      });

      test("of a megabyte come whole", async ({ skip }) => {
        const long = `begin ${"x".repeat(1_000_000)} end`;
        const expr = await put("long", [[begin, long]]).catch((error: Error) => {
          // A Loki that others set up takes 256 kB, unless they said otherwise.
          if (/max entry size/i.test(error.message)) skip("this one takes no lines of that length");
          throw error;
        });
        expect((await ask(expr)).texts).toEqual([long]);
      });

      test("with control characters, markup and signs that turn text around come as they are", async () => {
        const hostile = [
          "\u001b[31mred\u001b[0m",
          "<script>alert(1)</script>",
          "\u202egnp.exe",
          "a\u0000b",
          "one\ntwo\ttabs",
          "𝒳 😀",
        ];
        const expr = await put(
          "hostile",
          hostile.map((line, at): PushedLine => [begin + BigInt(at), line]),
        );
        expect((await ask(expr, { direction: "forward" })).texts).toEqual(hostile);
      });

      test("that are no UTF-8 come with a mark in the place of what cannot be read", async () => {
        const text = JSON.stringify({ streams: [{ stream: { run, test: "bytes" }, values: [[String(begin), "bad # byte"]] }] });
        const body = Buffer.from(text);
        body[body.indexOf("#")] = 0xff;
        const headers = { "Content-Type": "application/json" };
        expect((await fetch(`${server.url}/loki/api/v1/push`, { method: "POST", headers, body })).status).toBe(204);
        expect((await ask(`{run="${run}", test="bytes"}`)).texts).toEqual(["bad \ufffd byte"]);
      });

      test("with labels named like parts of an object do no harm", async () => {
        const expr = await put("names", [[begin, '{"__proto__": "x", "constructor": "y", "toString": "z"}']], {
          constructor: "a",
        });
        const { entries } = await ask(`${expr} | json`);
        expect(entries).toHaveLength(1);
        expect(entries[0]?.labels.constructor).toBe("a");
        expect(Object.getPrototypeOf(entries[0]?.parsed ?? {})).toBe(Object.prototype);
      });
    });

    describe("pages", () => {
      test.each(["backward", "forward"] as const)(
        "of many lines with equal times lose none and double none, %s",
        async (direction) => {
          const test = `pages-${direction}`;
          const streams = ["a", "b", "c"].map((pod) => ({
            labels: { run, test, pod },
            // Seven lines of every stream have the same time.
            lines: Array.from({ length: 4200 }, (_, at): PushedLine => [begin + BigInt(Math.floor(at / 7)), `${pod} ${at}`]),
          }));
          await pushTo(server.url, streams);
          const { texts, entries, pages, done, warnings } = await ask(`{run="${run}", test="${test}"}`, { direction });
          expect(texts).toHaveLength(12_600);
          expect(new Set(texts).size).toBe(12_600);
          const times = entries.map((entry) => BigInt(timeOfEntry(entry)));
          const isOrdered = times.every(
            (time, at) => at === 0 || (direction === "forward" ? time >= (times[at - 1] ?? 0n) : time <= (times[at - 1] ?? 0n)),
          );
          expect([isOrdered, done, warnings, pages > 2]).toEqual([true, "end", [], true]);
        },
      );

      test("that are one single instant say that more cannot be had", async () => {
        const expr = await put(
          "instant",
          Array.from({ length: 6000 }, (_, at): PushedLine => [begin, `line ${at}`]),
        );
        await put("instant", [[begin - 5n, "before"]], { pod: "b" });
        const { texts, warnings } = await linesOf(source, { expr, startNs: String(begin - 10n), endNs: String(begin + 10n) });
        expect(texts.filter((text) => text !== "before")).toHaveLength(5000);
        expect(texts).toContain("before");
        expect(warnings).toEqual([expect.stringMatching(/^More than 5000 lines have the same time/)]);
      });
    });

    describe("mistakes", () => {
      test.each([
        { name: "an open brace", expr: '{run="a"', place: /1:9$/ },
        { name: "a filter without its text", expr: '{run="a"} |= ', place: /1:1[34]$/ },
        { name: "a metric without its range", expr: 'rate({run="a"})', place: /1:15$/ },
      ])("$name is told at its place", async ({ expr, place }) => {
        const failure = await failureOf(source.instant({ expr, signal: never }));
        const at = failure?.diagnostics?.[0]?.place;
        expect(`${failure?.kind} ${at?.line}:${at?.column}`).toMatch(place);
        expect(failure?.kind).toBe("bad-query");
      });

      test("a query that finds lines is no number, and the other way round", async () => {
        const expr = await put("kinds", [[begin, "x"]]);
        expect(await failureOf(source.instant({ expr, signal: never }))).toMatchObject({ kind: "bad-query" });
        expect(await failureOf(ask(`rate(${expr}[1m])`))).toMatchObject({ kind: "bad-query" });
      });

      test("lines that a parser cannot read fail no query, and are marked", async () => {
        const expr = await put("unreadable", [
          [begin, "no JSON"],
          [begin + 1n, '{"a": "b"}'],
        ]);
        const { entries } = await ask(`${expr} | json`, { direction: "forward" });
        expect(entries.map(({ parsed }) => parsed)).toEqual([
          expect.objectContaining({ __error__: "JSONParserErr" }),
          { a: "b" },
        ]);
      });
    });

    describe("what there is", () => {
      let selector: string;
      beforeAll(async () => {
        const metadata = { trace_id: "abc" };
        selector = await put(
          "what",
          [
            [begin + second, "level=info n=1", metadata],
            [begin + 2n * second, "level=error n=2"],
          ],
          { app: "a" },
        );
        await put("what", [[begin + 62n * second, '{"level":"error","n":3}']], { app: "b" });
      });

      test("names of labels, and values of one", async () => {
        const names = await source.labelNames({ selector, ...span, signal: never });
        expect(names).toEqual(["app", "run", "service_name", "test"]);
        expect(await source.labelValues({ label: "app", selector, ...span, limit: 10, signal: never })).toEqual(["a", "b"]);
        expect(await source.labelValues({ label: "nothing", selector, ...span, limit: 10, signal: never })).toEqual([]);
      });

      test("fields in the lines", async () => {
        const fields = await source.fields({ expr: selector, ...span, signal: never });
        const told = fields.map(({ name, type, parsers }) => `${name} ${type} ${[...parsers].sort().join("+")}`).sort();
        expect(told).toEqual(["detected_level string ", "level string json+logfmt", "n int json+logfmt", "trace_id string "]);
      });

      test("an estimate, of what is known", async () => {
        const { bytes = 0, streams = 0 } = await source.estimate({ expr: `${selector} |= "x"`, ...span, signal: never });
        // Fresh lines are not in the index of a real one yet.
        expect([0, 2]).toContain(streams);
        expect(bytes).toBeGreaterThanOrEqual(0);
      });

      test("lines over time by their level", async () => {
        const { times, levels, warnings } = await source.volume({ expr: selector, ...span, stepMs: 60_000, signal: never });
        expect(warnings).toEqual([]);
        expect(times.length).toBeGreaterThanOrEqual(10);
        const sums = levels.map(({ level, counts }) => `${level} ${counts.reduce((sum, count) => sum + count, 0)}`);
        expect(sums).toEqual(["error 2", "info 1"]);
        const errors = levels[0]?.counts ?? new Float64Array();
        const at = (ns: bigint) => times.findLastIndex((time) => time <= Number(ns / 1_000_000n));
        expect([errors[at(begin + 2n * second)], errors[at(begin + 62n * second)]]).toEqual([1, 1]);
      });

      test("the lines around one, of its stream only", async () => {
        const expr = await put(
          "around",
          Array.from({ length: 20 }, (_, at): PushedLine => [begin + BigInt(at), `line ${at}`]),
          { pod: "a" },
        );
        await put("around", [[begin + 10n, "other stream"]], { pod: "b" });
        const { entries } = await ask(`${expr} |= "line 10"`);
        const [line] = entries;
        if (!line) throw new Error("the line is not there");
        const { before, after } = await source.context({
          labels: line.labels,
          timeNs: timeOfEntry(line),
          start: line.line,
          before: 3,
          after: 2,
          signal: never,
        });
        expect(before.map(({ line }) => line)).toEqual(["line 7", "line 8", "line 9"]);
        expect(after.map(({ line }) => line)).toEqual(["line 11", "line 12"]);
      });

      test("the lines around one among many of the same time", async () => {
        const expr = await put(
          "around-same",
          Array.from({ length: 9 }, (_, at): PushedLine => [begin, `line ${at}`]),
        );
        const line = (await ask(`${expr} |= "line 4"`)).entries[0];
        if (!line) throw new Error("the line is not there");
        const asked = { labels: line.labels, timeNs: timeOfEntry(line), start: line.line, before: 2, after: 2, signal: never };
        const { before, after } = await source.context(asked);
        expect([...before, ...after].map(({ line }) => line)).toEqual(["line 2", "line 3", "line 5", "line 6"]);
      });

      test("the whole of a line of which the beginning is known", async () => {
        const whole = `whole ${"y".repeat(200_000)}`;
        await put("whole", [
          [begin, "other"],
          [begin, whole],
        ]);
        const [line] = (await ask(`{run="${run}", test="whole"} |= "whole"`)).entries;
        const asked = { labels: line?.labels ?? {}, timeNs: String(begin), start: whole.slice(0, 1000), signal: never };
        expect(await source.line(asked)).toBe(whole);
        expect(await failureOf(source.line({ ...asked, start: "no such" }))).toMatchObject({ kind: "not-found" });
      });
    });

    describe("the guides", () => {
      const guide = { service: "gateway", job: "api-gateway" };
      const at = (secondsBefore: bigint) => BigInt(Date.now()) * 1_000_000n - secondsBefore * second;
      beforeAll(async () => {
        await pushTo(server.url, [
          {
            labels: { ...guide, run },
            lines: [
              [at(20n), '{"level":"ERROR","service":"gateway","agent":"daily_brief","duration_ms":6001,"message":"boom"}'],
              [at(19n), '{"level":"INFO","service":"gateway","agent":"daily_brief","duration_ms":2341,"message":"completed"}'],
              [at(18n), '{"level":"INFO","service":"gateway","agent":"mail","duration_ms":12,"message":"an error was avoided"}'],
            ],
          },
        ]);
      });
      const now = () => ({ startNs: String(at(3600n)), endNs: String(at(-1n)) });

      test.each([
        { expr: '{service="gateway"} |= "ERROR"', count: 1 },
        { expr: '{service="gateway"} | json | agent="daily_brief"', count: 2 },
        { expr: '{service="gateway"} | json | duration_ms > 5000', count: 1 },
        { expr: '{job="api-gateway"} |= "error"', count: 1 },
      ])("$expr finds what it says", async ({ expr, count }) => {
        const { entries } = await linesOf(source, { expr, ...now() });
        expect(entries.filter(({ labels }) => labels.run === run)).toHaveLength(count);
      });

      test('rate({service="gateway"} |= "ERROR" [5m]) is a number', async () => {
        const expr = 'sum(rate({service="gateway"} |= "ERROR" [5m]))';
        const { result } = await source.instant({ expr, signal: never });
        if (result.kind !== "vector") throw new Error(`got a ${result.kind}`);
        // Lines of an earlier run may be in a Loki that goes on.
        expect(result.values[0]).toBeGreaterThanOrEqual(1 / 300);
      });
    });

    test("a metric query over time has a point for each step that has lines", async () => {
      const expr = await put(
        "metric",
        Array.from({ length: 60 }, (_, i): PushedLine => [begin + BigInt(i) * second, `n=${i}`]),
      );
      const step = 30_000;
      const start = Math.ceil(Number(begin / 1_000_000n) / step) * step;
      const { series } = await source.range({
        expr: `sum(count_over_time(${expr}[30s]))`,
        start,
        end: start + 120_000,
        step,
        signal: never,
      });
      expect(series).toHaveLength(1);
      const [{ labels, times, values } = { labels: undefined, times: [], values: [] }] = series;
      expect(labels).toEqual({});
      expect(Array.from(values).reduce((sum, value) => sum + value, 0)).toBe(60);
      expect(Array.from(times).every((time) => time % step === 0)).toBe(true);
    });

    test("numbers out of the lines: unwrapped, grouped, compared", async () => {
      const expr = await put("unwrap", [
        [begin + 1n, "took=1s user=a"],
        [begin + 2n, "took=3s user=a"],
        [begin + 3n, "took=10s user=b"],
      ]);
      const time = Number(begin / 1_000_000n) + 60_000;
      const query = `max by (user) (max_over_time(${expr} | logfmt | unwrap duration(took) [5m])) < 5`;
      const { result } = await source.instant({ expr: query, time, signal: never });
      if (result.kind !== "vector") throw new Error(`got a ${result.kind}`);
      expect(result.labels.map((labels, index) => [labels, result.values[index]])).toEqual([[{ user: "a" }, 3]]);
    });

    describe("following", () => {
      let proxy: TcpProxy;
      let far: LokiSource;
      let followed: Followed;
      beforeAll(async () => {
        proxy = await startTcpProxy(server.url);
        far = await connect(proxy.url);
      });
      afterEach(() => followed?.stop());
      afterAll(async () => {
        await far?.close();
        await proxy?.stop();
      });

      const isOpen = () => eventually(() => followed.states.at(-1)?.kind === "open" || undefined, "the tail is open");
      const has = (count: number) => eventually(() => followed.texts.length >= count || undefined, `${count} lines came`);
      const nowNs = () => BigInt(Date.now()) * 1_000_000n;

      test("tells what is written from then on, with its metadata, once", async () => {
        const expr = await put("tail", [[nowNs() - 10n * second, "from before"]]);
        followed = follow(far, expr);
        await isOpen();
        await put("tail", [[nowNs(), "one", { trace_id: "abc" }]]);
        await put("tail", [[nowNs(), "two"]]);
        await has(2);
        expect(followed.texts).toEqual(["one", "two"]);
        expect(followed.entries[0]?.labels).toEqual({ run, test: "tail", service_name: "unknown_service" });
        expect(followed.entries[0]?.metadata).toMatchObject({ trace_id: "abc" });
      });

      test("filters and parses as a query does", async () => {
        const expr = await put("tail-filter", [[nowNs() - 10n * second, "level=error old"]]);
        followed = follow(far, `${expr} | logfmt | level="error"`);
        await isOpen();
        await put("tail-filter", [
          [nowNs(), "level=info a=1"],
          [nowNs() + 1n, "level=error a=2"],
        ]);
        await has(1);
        expect(followed.entries.map(({ line, parsed }) => [line, parsed?.a])).toEqual([["level=error a=2", "2"]]);
      });

      test("loses nothing and doubles nothing when the connection breaks, again and again", async () => {
        const expr = await put("tail-broken", [[nowNs() - 10n * second, "from before"]]);
        followed = follow(far, expr);
        await isOpen();
        const written: string[] = [];
        const write = async (count: number) => {
          for (let n = 0; n < count; n++) {
            const text = `line ${written.length}`;
            written.push(text);
            await put("tail-broken", [[nowNs(), text]]);
          }
        };
        await write(5);
        for (let round = 0; round < 3; round++) {
          proxy.cut();
          await write(5);
          proxy.setDown(true);
          await write(5);
          proxy.setDown(false);
          await isOpen();
          await write(5);
        }
        await has(written.length);
        expect([...followed.texts].sort()).toEqual([...written].sort());
        expect(followed.texts).toEqual(written);
      });

      test("of numbers is refused for good", async () => {
        followed = follow(far, `rate({run="${run}"}[1m])`);
        await eventually(() => followed.failure, "the tail failed");
        expect((followed.failure as AppError).failure.kind).toBe("bad-query");
      });
    });
  });
}
