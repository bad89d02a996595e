import { expect, test } from "vitest";
import type { Bridge } from "#shared/contract/bridge";
import type { StreamFrame } from "#shared/contract/index";
import type { Failure } from "#shared/model/failure";
import { readLines } from "../../../../../../renderer/pages/traces/detail/pivots/read-lines";

const asked = { source: "loki", expr: '{a="b"}', startNs: "0", endNs: "1", limit: 3 };

function aStream() {
  const told = { granted: 0, closed: 0, input: undefined as unknown };
  let send: (frame: StreamFrame<"logs.query">) => void = () => undefined;
  let end: (failure?: Failure) => void = () => undefined;
  const bridge = {
    open(_: string, input: unknown, __: number, onFrame: typeof send, onEnd: typeof end) {
      told.input = input;
      send = onFrame;
      end = onEnd;
      return { grant: () => told.granted++, close: () => told.closed++ };
    },
  } as unknown as Pick<Bridge, "open">;
  const frame = (lines: string[], done?: "end" | "limit") =>
    send({
      block: {
        streams: [],
        lines,
        ms: Float64Array.from(lines, (_, i) => i),
        ns: new Float64Array(lines.length),
        stream: new Float64Array(lines.length),
      },
      ...{ stats: { lines: lines.length, tookMs: 1 }, reachedNs: "1", warnings: [], ...(done && { done }) },
    });
  return { told, bridge, frame, end: (failure?: Failure) => end(failure) };
}

test("the lines of all pages are read, oldest first, until the source has no more", async () => {
  const { told, bridge, frame } = aStream();
  const reading = readLines(bridge, asked, new AbortController().signal);
  frame(["a"]);
  frame(["b"], "end");
  expect((await reading).map(({ line }) => line)).toEqual(["a", "b"]);
  expect(told).toEqual({ granted: 1, closed: 1, input: { ...asked, direction: "forward" } });
});

test("no more than its limit are told, and the stream is closed then", async () => {
  const { told, bridge, frame } = aStream();
  const reading = readLines(bridge, asked, new AbortController().signal);
  frame(["a", "b", "c", "d"]);
  expect(await reading).toHaveLength(3);
  expect(told.closed).toBe(1);
});

test("a failure is thrown, and an end without one is an answer", async () => {
  const failing = aStream();
  const failed = readLines(failing.bridge, asked, new AbortController().signal);
  failing.end({ kind: "timeout", say: "Loki did not answer.", retry: true });
  await expect(failed).rejects.toThrow("Loki did not answer.");
  const ending = aStream();
  const ended = readLines(ending.bridge, asked, new AbortController().signal);
  ending.end();
  expect(await ended).toEqual([]);
});

test("whoever does not wait any more ends it in the engine too", async () => {
  const { told, bridge } = aStream();
  const abort = new AbortController();
  const reading = readLines(bridge, asked, abort.signal);
  abort.abort();
  await expect(reading).rejects.toThrow("Cancelled.");
  expect(told.closed).toBe(1);
});
