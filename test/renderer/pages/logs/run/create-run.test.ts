import { describe, expect, test } from "vitest";
import type { StreamFrame } from "#shared/contract/index";
import type { Failure } from "#shared/model/failure";
import { createRun, firstLimit, type RunAsked } from "../../../../../renderer/pages/logs/run/create-run";
import { blockOf, linesOf, type WrittenLine } from "../../../../support/log-blocks";
import { createLogBridge } from "../../../../support/log-bridge";

const asked: RunAsked = { source: "loki", expr: '{app="x"}', startNs: "100", endNs: "900", direction: "backward" };

function start(options: Partial<RunAsked> = {}, link?: "connecting") {
  const made = createLogBridge<"logs.query">(link);
  const kept: WrittenLine[] = [];
  const diary: string[] = [];
  const sink = {
    beginStream(direction?: string) {
      diary.push(`stream ${direction}`);
      return (block: Parameters<typeof linesOf>[0]) => {
        kept.push(...linesOf(block));
        sink.size = kept.length;
      };
    },
    clear() {
      diary.push("clear");
      kept.length = 0;
      sink.size = 0;
    },
    size: 0,
    dropped: 0,
  };
  const run = createRun(made.bridge, sink);
  run.start({ ...asked, ...options });
  return { ...made, run, sink, kept, diary };
}

const frame = (lines: readonly WrittenLine[], more: Partial<StreamFrame<"logs.query">> = {}): StreamFrame<"logs.query"> => ({
  block: blockOf(lines, [{ app: "x" }]),
  stats: { lines: lines.length, bytes: 1000, tookMs: 5 },
  reachedNs: lines.at(-1)?.[0] ?? "100",
  warnings: [],
  ...more,
});

const away: Failure = { kind: "disconnected", say: "The engine went away; reconnecting.", retry: true };

describe("a run", () => {
  test("asks for a first page, and takes frames one after another", () => {
    const { run, last, kept } = start();
    expect(last().input).toEqual({ ...asked, limit: firstLimit });
    expect(run.state.phase).toBe("waiting");
    last().frame(frame([["800", "a"]]));
    expect(run.state).toMatchObject({ phase: "running", lines: 1 });
    last().frame(frame([["700", "b"]], { done: "end" }));
    expect(run.state).toMatchObject({ phase: "done", end: "end", lines: 2 });
    expect(kept).toEqual([
      ["800", "a", 0],
      ["700", "b", 0],
    ]);
    expect(last()).toMatchObject({ granted: 4, isClosed: true });
  });

  test("leaves the lines of the query before until there are others", () => {
    const { run, last, kept, diary } = start();
    last().frame(frame([["800", "old"]], { done: "end" }));
    run.start({ ...asked, expr: '{app="y"}' });
    expect(run.state).toMatchObject({ isStale: true, lines: 0 });
    expect(kept).toHaveLength(1);
    last().frame(frame([["750", "new"]]));
    expect(run.state.isStale).toBe(false);
    expect(kept).toEqual([["750", "new", 0]]);
    expect(diary).toEqual(["stream backward", "clear", "stream backward"]);
  });

  test("that finds nothing takes the lines of the query before away", () => {
    const { run, last, kept } = start();
    last().frame(frame([["800", "old"]], { done: "end" }));
    run.start(asked);
    last().frame(frame([], { done: "end" }));
    expect(kept).toEqual([]);
    expect(run.state).toMatchObject({ phase: "done", end: "end", lines: 0, isStale: false });
  });

  test("hears nothing more of a query that another one has replaced", () => {
    const { run, opened, kept } = start();
    run.start({ ...asked, expr: '{app="y"}' });
    opened[0]?.frame(frame([["800", "late"]]));
    expect(opened[0]?.isClosed).toBe(true);
    expect(kept).toEqual([]);
  });

  test.each([
    { direction: "backward", next: { startNs: "100", endNs: "701" } },
    { direction: "forward", next: { startNs: "700", endNs: "900" } },
  ] as const)("$direction, goes on where it ended, and again with the lines of the last time", ({ direction, next }) => {
    const { run, last, kept } = start({ direction });
    last().frame(
      frame(
        [
          ["800", "a"],
          ["700", "b"],
          ["700", "c"],
        ],
        { done: "limit" },
      ),
    );
    run.more();
    expect(last().input).toEqual({ ...asked, direction, ...next, limit: 5002 });
    last().frame(
      frame(
        [
          ["700", "b"],
          ["700", "c"],
          ["700", "d"],
        ],
        { done: "end" },
      ),
    );
    expect(kept.map(([, text]) => text)).toEqual(["a", "b", "c", "d"]);
    expect(run.state).toMatchObject({ phase: "done", end: "end", lines: 4, stats: { lines: 6, bytes: 2000, tookMs: 10 } });
  });

  test("asked for all of it, asks for as many as can be kept", () => {
    const { run, last } = start();
    last().frame(frame([["800", "a"]], { done: "limit" }));
    run.more("all");
    expect(last().input.limit).toBe(100_000);
  });

  test("ends when no more lines can be kept, and says so", () => {
    const { run, sink, last } = start();
    sink.dropped = 1;
    last().frame(frame([["800", "a"]]));
    expect(run.state).toMatchObject({ phase: "done", end: "full" });
    expect(last().isClosed).toBe(true);
  });

  test("cancelled keeps what had come, and can go on", () => {
    const { run, last } = start();
    last().frame(frame([["800", "a"]]));
    run.cancel();
    expect(run.state).toMatchObject({ phase: "cancelled", lines: 1 });
    run.more();
    expect(run.state.phase).toBe("running");
    expect(last().input).toMatchObject({ endNs: "801" });
  });

  test("tells why it failed, and keeps what had come", () => {
    const failure: Failure = { kind: "timeout", say: "loki did not answer within 60 s", retry: true };
    const { run, last, kept } = start();
    last().frame(frame([["800", "a"]]));
    last().end(failure);
    expect(run.state).toMatchObject({ phase: "failed", failure, lines: 1 });
    expect(kept).toHaveLength(1);
  });

  test.each(["fails", "is cancelled"])("that %s before its first lines leaves none of the query before", (how) => {
    const { run, last, kept } = start();
    last().frame(frame([["800", "old"]], { done: "end" }));
    run.start(asked);
    if (how === "fails") last().end({ kind: "not-found", say: "There is no such source.", retry: false });
    else run.cancel();
    expect(kept).toEqual([]);
    expect(run.state).toMatchObject({ phase: how === "fails" ? "failed" : "cancelled", isStale: false, lines: 0 });
  });

  test("asked before the link is up, it asks once it is", () => {
    const { opened, setLink, last, run } = start({}, "connecting");
    expect(opened).toEqual([]);
    setLink("connected");
    last().frame(frame([], { done: "end" }));
    expect(run.state.phase).toBe("done");
  });

  test("that the link broke before the first answer is nothing that anybody must know", () => {
    const { opened, setLink, last, run } = start();
    setLink("connecting");
    last().end(away);
    expect(run.state.phase).toBe("waiting");
    setLink("connected");
    expect(opened).toHaveLength(2);
  });

  test("that the engine went away among the lines is told", () => {
    const { last, run } = start();
    last().frame(frame([["800", "a"]]));
    last().end(away);
    expect(run.state.failure?.say).toBe("The engine went away while the lines were being read; those that had come are shown.");
  });

  test("gathers warnings, each once", () => {
    const { last, run } = start();
    last().frame(frame([["800", "a"]], { warnings: ["partial"] }));
    last().frame(frame([["700", "b"]], { warnings: ["partial", "slow"], done: "end" }));
    expect(run.state.warnings).toEqual(["partial", "slow"]);
  });
});
