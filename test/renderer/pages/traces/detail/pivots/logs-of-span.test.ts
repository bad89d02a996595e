import { expect, test } from "vitest";
import type { CallInput, CallOutput } from "#shared/contract/index";
import { type LogsAsked, logsOfSpan, mostUnaskedBytes } from "../../../../../../renderer/pages/traces/detail/pivots/logs-of-span";
import { windowsOf } from "../../../../../../renderer/pages/traces/detail/pivots/span-window";

const start = "1795259684218000123";
const windows = windowsOf(start, 1e9);
const [own, minute, quarter] = windows;

interface Server {
  labels: Record<string, string>;
  /** The window, by its number, from which on there is a line. */
  linesFrom?: number;
  bytes?: number;
}

/** Servers of logs, each with one stream. */
function servers(all: Record<string, Server>) {
  const read: string[] = [];
  async function ask<N extends "logs.labelNames" | "logs.labelValues" | "logs.estimate">(
    name: N,
    input: CallInput<N>,
  ): Promise<CallOutput<N>> {
    const server = all[input.source];
    if (!server) throw new Error(`${input.source} did not answer`);
    const answers = {
      "logs.labelNames": () => ({ names: Object.keys(server.labels) }),
      "logs.labelValues": () => ({
        values: [server.labels[(input as CallInput<"logs.labelValues">).label] ?? ""],
        truncated: false,
      }),
      "logs.estimate": () => ({ bytes: server.bytes ?? 0 }),
    };
    return answers[name]() as CallOutput<N>;
  }
  const line = { ms: 1, ns: 0, line: "hello" };
  return {
    read,
    look: (asked: Partial<LogsAsked>) =>
      logsOfSpan(
        { sources: Object.keys(all), labels: { labels: { service: "gateway", pod: "gw-2" }, isExact: false }, windows, ...asked },
        {
          ask,
          async readLines({ source, expr, startNs }) {
            const number = windows.findIndex(({ fromNs }) => fromNs === startNs);
            read.push(`${source} ${expr} ${number}`);
            return number >= (all[source]?.linesFrom ?? 99) ? [line] : [];
          },
        },
      ),
  };
}

test("the lines are those of the source that knows the most of its labels, in the span's own time", async () => {
  const { look, read } = servers({
    a: { labels: { app: "gateway" } },
    b: { labels: { app: "gateway", pod: "gw-2" }, linesFrom: 0 },
  });
  expect(await look({})).toEqual({
    ...{ kind: "looked", source: "b", expr: '{app="gateway", pod="gw-2"}', window: own, isWidened: false },
    lines: [{ ms: 1, ns: 0, line: "hello" }],
  });
  expect(read).toHaveLength(1);
});

test("where nothing was written in the span's own time it is looked wider, and that is told", async () => {
  const { look } = servers({ a: { labels: { app: "gateway" }, linesFrom: 1 } });
  expect(await look({})).toMatchObject({ window: minute, isWidened: true, lines: [{ line: "hello" }] });
});

test("where there is nothing at all, it is told how far it was looked", async () => {
  const { look, read } = servers({ a: { labels: { app: "gateway" } } });
  expect(await look({})).toMatchObject({ window: quarter, isWidened: true, lines: [] });
  expect(read).toHaveLength(3);
});

test("what would read very much for nothing is left, and told", async () => {
  const { look, read } = servers({ a: { labels: { app: "gateway" }, bytes: mostUnaskedBytes + 1 } });
  expect(await look({})).toMatchObject({ window: own, isWidened: false, lines: [], unreadBytes: mostUnaskedBytes + 1 });
  expect(read).toHaveLength(1);
});

test("the lines with the trace's id are those of every stream", async () => {
  const { look, read } = servers({ a: { labels: { pod: "x", service_name: "y" }, linesFrom: 0 } });
  await look({ traceId: "4bf9" });
  expect(read).toEqual(['a {service_name=~".+"} |= "4bf9" 0']);
});

test("what the connection says is asked for as it is, as far as the source knows it", async () => {
  const { look, read } = servers({ a: { labels: { app: "other" }, linesFrom: 0 } });
  await look({ labels: { labels: { app: "gateway", org: "x" }, isExact: true } });
  expect(read).toEqual(['a {app="gateway"} 0']);
});

test("a source that does not answer is no hindrance, but the reason where no other knows anything", async () => {
  const { look } = servers({ b: { labels: { app: "gateway" }, linesFrom: 0 } });
  expect(await look({ sources: ["gone", "b"] })).toMatchObject({ kind: "looked", source: "b" });
  expect(await look({ sources: ["gone"] })).toEqual({ kind: "unknown", failures: ["gone did not answer"] });
});

test("where no source knows its labels, nothing is read", async () => {
  const { look, read } = servers({ a: { labels: { color: "red" } } });
  expect(await look({})).toEqual({ kind: "unknown", failures: [] });
  expect(read).toEqual([]);
});
