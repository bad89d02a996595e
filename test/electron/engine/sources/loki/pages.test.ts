// Reading long answers page by page, from a Loki that keeps to the protocol.
import { afterEach, describe, expect, test } from "vitest";
import type { LogEntry } from "#shared/logs/block";
import { toNsTime } from "#shared/logs/block";
import type { AppError } from "#shared/model/failure";
import type { LogPage } from "../../../../../electron/engine/sources/log-source";
import { connectLoki } from "../../../../../electron/engine/sources/loki/index";
import { connectionTo } from "../../../../support/connections";
import { createFakeClock } from "../../../../support/fake-clock";
import { type FakeLoki, type FakeLokiOptions, startFakeLoki } from "../../../../support/loki/fake-loki";
import { createRandom } from "../../../../support/random-numbers";

const never = new AbortController().signal;
const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

const begin = BigInt(Date.UTC(2026, 10, 21, 8)) * 1_000_000n;

async function start(options: FakeLokiOptions = {}) {
  const loki = await startFakeLoki({ now: () => begin + 3_600_000_000_000n, ...options });
  stops.push(() => loki.close());
  const connection = connectionTo(loki.url, { kind: "loki", name: "Logs" });
  const source = await connectLoki({ connection, readSecret: async () => undefined, clock: createFakeClock() });
  stops.push(() => source.close({ breakOff: true }));
  return { loki, source };
}

type Source = Awaited<ReturnType<typeof start>>["source"];

async function read(source: Source, asked: Partial<Parameters<Source["query"]>[0]> = {}) {
  const pages: LogPage[] = [];
  const whole = { startNs: String(begin), endNs: String(begin + 3_600_000_000_000n), direction: "backward" as const };
  for await (const page of source.query({ expr: '{app="a"}', limit: 100_000, signal: never, ...whole, ...asked })) {
    pages.push(page);
  }
  return {
    pages,
    entries: pages.flatMap(({ entries }) => entries),
    last: pages.at(-1),
    warnings: pages.flatMap((it) => it.warnings),
  };
}

const askedLimits = ({ requests }: FakeLoki) => requests.map(({ params }) => Number(params.get("limit")));
const idOf = ({ line, labels, ...time }: LogEntry) => `${toNsTime(time)} ${labels.host} ${line}`;

describe("a long answer", () => {
  test.each(["backward", "forward"] as const)("comes whole and in order, and nothing twice, going %s", async (direction) => {
    const { loki, source } = await start({ mostEntries: 300 });
    // Few instants, so that most boundaries between pages lie within one.
    const random = createRandom(7);
    const hosts = ["a", "b", "c"].map((host) => ({
      labels: { app: "a", host },
      lines: Array.from({ length: 700 }, (_, index) => {
        const at = begin + BigInt(random.whole(0, 39)) * 1000n;
        return [at, `line ${index}`] as const;
      }),
    }));
    loki.push(hosts);
    const { entries, last, warnings } = await read(source, { direction });
    expect(entries).toHaveLength(2100);
    expect(new Set(entries.map(idOf)).size).toBe(2100);
    const times = entries.map((entry) => BigInt(toNsTime(entry)));
    const sorted = [...times].sort((a, b) => Number(direction === "forward" ? a - b : b - a));
    expect(times).toEqual(sorted);
    expect({ done: last?.done, lines: last?.stats.lines, warnings }).toEqual({ done: "end", lines: 2100, warnings: [] });
  });

  test("begins with a small page, so that its first lines are there at once", async () => {
    const { loki, source } = await start();
    loki.push([{ labels: { app: "a" }, lines: Array.from({ length: 9000 }, (_, i) => [begin + BigInt(i), `line ${i}`]) }]);
    const { pages } = await read(source);
    expect(askedLimits(loki)).toEqual([200, 5000, 5000]);
    expect(pages.map(({ entries }) => entries.length)).toEqual([200, 4999, 3801]);
  });

  test("stops at as many lines as were asked for, and says how far it came", async () => {
    const { loki, source } = await start();
    loki.push([{ labels: { app: "a" }, lines: Array.from({ length: 1000 }, (_, i) => [begin + BigInt(i), `line ${i}`]) }]);
    const { entries, last } = await read(source, { limit: 350 });
    expect(entries.map(({ line }) => line)).toEqual(Array.from({ length: 350 }, (_, i) => `line ${999 - i}`));
    expect(last).toMatchObject({ done: "limit", reachedNs: String(begin + 650n), stats: { lines: 350 } });
  });

  test("that was looked through ends where it was asked to", async () => {
    const { loki, source } = await start();
    loki.push([{ labels: { app: "a" }, lines: [[begin + 5n, "only"]] }]);
    expect((await read(source)).last).toMatchObject({ done: "end", reachedNs: String(begin) });
    const forward = await read(source, { direction: "forward" });
    expect(forward.last).toMatchObject({ done: "end", reachedNs: String(begin + 3_600_000_000_000n) });
  });

  test("is smaller by the page where lines are long", async () => {
    const { loki, source } = await start();
    const line = (i: number) => `${i} ${"x".repeat(100_000)}`;
    loki.push([{ labels: { app: "a" }, lines: Array.from({ length: 300 }, (_, i) => [begin + BigInt(i), line(i)]) }]);
    const { entries } = await read(source);
    expect(entries).toHaveLength(300);
    // 200 of them were 20 MB; from then on about 4 MB.
    expect(askedLimits(loki).slice(0, 4)).toEqual([200, 42, 42, 42]);
  });
});

describe("a server that gives fewer lines than usual", () => {
  test("is asked for as many as it gives, once it has said how many that is", async () => {
    const { loki, source } = await start({ mostEntries: 150 });
    loki.push([{ labels: { app: "a" }, lines: Array.from({ length: 400 }, (_, i) => [begin + BigInt(i), `line ${i}`]) }]);
    const { entries } = await read(source);
    expect(entries).toHaveLength(400);
    expect(askedLimits(loki)).toEqual([200, 150, 150, 150]);
  });
});

describe("more lines of one time than a page holds", () => {
  const crowd = (count: number) => Array.from({ length: count }, (_, i) => [begin + 5n, `line ${i}`] as const);

  test.each(["backward", "forward"] as const)("are read by asking for more, going %s", async (direction) => {
    const { loki, source } = await start();
    loki.push([{ labels: { app: "a" }, lines: [[begin, "before"], ...crowd(900), [begin + 9n, "after"]] }]);
    const { entries, warnings } = await read(source, { direction });
    expect(new Set(entries.map(({ line }) => line)).size).toBe(902);
    expect(entries).toHaveLength(902);
    expect(warnings).toEqual([]);
  });

  test.each(["backward", "forward"] as const)(
    "that are more than the server gives at once are left out, which is said, and the others come, going %s",
    async (direction) => {
      const { loki, source } = await start({ mostEntries: 250 });
      loki.push([{ labels: { app: "a" }, lines: [[begin, "before"], ...crowd(400), [begin + 9n, "after"]] }]);
      const { entries, warnings, last } = await read(source, { direction });
      const lines = entries.map(({ line }) => line);
      expect(lines).toHaveLength(252);
      expect(lines).toContain("before");
      expect(lines).toContain("after");
      expect(warnings).toEqual([
        expect.stringMatching(/^More than 250 lines have the same time \(.*\), and the server gives no more/),
      ]);
      expect(last?.done).toBe("end");
    },
  );
});

test("a metric query has no lines, and says so", async () => {
  const { source } = await start();
  const asked = read(source, { expr: 'count_over_time({app="a"}[5m])' });
  await expect(asked).rejects.toMatchObject({ failure: { kind: "bad-query" } satisfies Partial<AppError["failure"]> });
});

test("who reads no further asks for no more", async () => {
  const { loki, source } = await start();
  loki.push([{ labels: { app: "a" }, lines: Array.from({ length: 1000 }, (_, i) => [begin + BigInt(i), `line ${i}`]) }]);
  const span = { startNs: String(begin), endNs: String(begin + 3_600_000_000_000n) };
  for await (const _ of source.query({ expr: '{app="a"}', limit: 1000, direction: "backward", signal: never, ...span })) break;
  expect(loki.requests).toHaveLength(1);
});

test("an answer that breaks off half-way fails, and what came before stays", async () => {
  const { loki, source } = await start();
  loki.push([{ labels: { app: "a" }, lines: Array.from({ length: 1000 }, (_, i) => [begin + BigInt(i), `line ${i}`]) }]);
  const got: LogPage[] = [];
  const span = { startNs: String(begin), endNs: String(begin + 3_600_000_000_000n) };
  const asked = async () => {
    for await (const page of source.query({ expr: '{app="a"}', limit: 1000, direction: "backward", signal: never, ...span })) {
      got.push(page);
      loki.misbehave({ kind: "cut" });
    }
  };
  await expect(asked()).rejects.toMatchObject({ failure: { kind: "unreachable" } });
  expect(got.map(({ entries }) => entries.length)).toEqual([200]);
});
