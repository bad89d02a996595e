import { expect, test } from "vitest";
import type { StreamFrame } from "#shared/contract/index";
import type { Port, ToEngine, ToWindow } from "#shared/contract/wire";
import type { LogEntry } from "#shared/logs/block";
import { AppError } from "#shared/model/failure";
import { createApi } from "../../../../electron/engine/api/api";
import { setUpLogsApi } from "../../../../electron/engine/api/logs";
import { createSources } from "../../../../electron/engine/sources/index";
import type { LogPage, LogSource } from "../../../../electron/engine/sources/log-source";
import type { MetricsSource } from "../../../../electron/engine/sources/source";
import { createFakeClock, settle } from "../../../support/fake-clock";
import { createFakeLog } from "../../../support/fake-log";

type Frame = StreamFrame<"logs.query">;

const entries = (from: number, count: number): LogEntry[] =>
  Array.from({ length: count }, (_, index) => ({
    ms: 10_000 - from - index,
    ns: 5,
    labels: { app: "a" },
    line: `line ${from + index}`,
  }));

const page = (from: number, count: number, more: Partial<LogPage> = {}): LogPage => ({
  entries: entries(from, count),
  stats: { lines: from + count, bytes: 100, tookMs: 1 },
  reachedNs: "1",
  warnings: [],
  ...more,
});

function setUp(pages: () => AsyncIterable<LogPage>) {
  const log = createFakeLog();
  const api = createApi(log);
  const source = { query: pages } as Partial<LogSource> as LogSource;
  const sources = createSources({
    local: {} as MetricsSource,
    localLogs: async () => source,
    connections: {
      source: () => undefined,
      traces: () => undefined,
      logs: (id) => (id === "loki" ? Promise.resolve(source) : undefined),
      kindOf: (id) => (id === "prod" ? "prometheus" : id === "loki" ? "loki" : undefined),
      nameOf: () => "Prod",
    },
  });
  setUpLogsApi(api, { sources, localLogs: () => Promise.reject(new Error("not asked for")), clock: createFakeClock() });
  const said: ToWindow[] = [];
  const port: Port<ToWindow, ToEngine> = {
    send: (message) => void said.push(message),
    close() {},
    onMessage: undefined,
    onClose: undefined,
  };
  api.serve(port);
  const input = { source: "loki", expr: "{}", startNs: "0", endNs: "9", direction: "backward", limit: 100_000 } as const;
  return {
    api,
    log,
    open(credit: number, more = {}) {
      port.onMessage?.({ t: "open", id: 1, name: "logs.query", input: { ...input, ...more }, credit });
    },
    grant: (credit: number) => port.onMessage?.({ t: "grant", id: 1, credit }),
    frames: () => said.flatMap((message) => (message.t === "frame" ? [message.frame as Frame] : [])),
    failure: () => said.find((message) => message.t === "end"),
  };
}

test("a large page goes out in frames that are quickly drawn, each with how far it got", async () => {
  const stage = setUp(async function* () {
    yield page(0, 4500, { done: "end", warnings: ["one was cut"] });
  });
  stage.open(10);
  await settle();
  const frames = stage.frames();
  expect(frames.map(({ block }) => block.lines.length)).toEqual([2000, 2000, 500]);
  expect(frames.flatMap(({ block }) => block.lines)).toEqual(entries(0, 4500).map(({ line }) => line));
  expect(frames.map(({ stats }) => stats.lines)).toEqual([2000, 4000, 4500]);
  expect(frames.map(({ done, warnings }) => [done, warnings])).toEqual([
    [undefined, []],
    [undefined, []],
    ["end", ["one was cut"]],
  ]);
  expect(frames[0]?.reachedNs).toBe("8001000005");
  expect(frames.map(({ block }) => block.streams)).toEqual([[{ app: "a" }], [], []]);
});

test("the source is read no further than the window takes its lines", async () => {
  let read = 0;
  const stage = setUp(async function* () {
    for (let from = 0; from < 10_000; from += 1000) {
      read++;
      yield page(from, 1000);
    }
  });
  stage.open(2);
  await settle();
  expect([stage.frames().length, read]).toEqual([2, 3]);
  stage.grant(1);
  await settle();
  expect([stage.frames().length, read]).toEqual([3, 4]);
});

test("a page without lines still tells how far it got and that it is done", async () => {
  const stage = setUp(async function* () {
    yield page(0, 0, { done: "end", reachedNs: "7" });
  });
  stage.open(1);
  await settle();
  expect(stage.frames()).toMatchObject([{ reachedNs: "7", done: "end", stats: { lines: 0 }, block: { lines: [] } }]);
});

test("what goes wrong in the middle ends the stream with its sentence, after the lines that had come", async () => {
  const stage = setUp(async function* () {
    yield page(0, 3);
    throw new AppError({ kind: "timeout", say: "It did not answer.", retry: true });
  });
  stage.open(10);
  await settle();
  expect(stage.frames()).toHaveLength(1);
  expect(stage.failure()).toMatchObject({ failure: { kind: "timeout", say: "It did not answer." } });
  expect(stage.log.lines).toEqual([]);
});

test.each([
  ["prod", "Prod is a Prometheus, which has no logs: choose this host or a Loki."],
  ["gone", "The connection that this was asked of is gone: choose another source."],
])("asking %s for lines fails with a sentence", async (source, say) => {
  const stage = setUp(async function* () {
    yield page(0, 0);
  });
  stage.open(1, { source });
  await settle();
  expect(stage.failure()).toMatchObject({ failure: { say } });
});
