import { expect, test } from "vitest";
import type { Port, ToEngine, ToWindow } from "#shared/contract/wire";
import { AppError } from "#shared/model/failure";
import { createApi } from "../../../../electron/engine/api/api";
import { setUpTracesApi } from "../../../../electron/engine/api/traces";
import { createSources } from "../../../../electron/engine/sources/index";
import type { MetricsSource } from "../../../../electron/engine/sources/source";
import type { TraceSource } from "../../../../electron/engine/sources/trace-source";
import { settle } from "../../../support/fake-clock";
import { createFakeLog } from "../../../support/fake-log";

function setUp(source: Partial<TraceSource>) {
  const api = createApi(createFakeLog());
  const sources = createSources({
    local: {} as MetricsSource,
    localLogs: () => Promise.reject(new Error("not asked for")),
    connections: {
      source: () => undefined,
      logs: () => undefined,
      traces: (id) => (id === "jaeger" ? Promise.resolve(source as TraceSource) : undefined),
      kindOf: (id) => (id === "jaeger" ? "jaeger" : id === "prod" ? "prometheus" : undefined),
      nameOf: () => "Prod",
    },
  });
  setUpTracesApi(api, { sources });
  const said: ToWindow[] = [];
  const port: Port<ToWindow, ToEngine> = {
    send: (message) => void said.push(message),
    close() {},
    onMessage: undefined,
    onClose: undefined,
  };
  api.serve(port);
  return {
    api,
    open: (credit: number) =>
      port.onMessage?.({ t: "open", id: 1, name: "traces.trace", input: { source: "jaeger", traceId: "af" }, credit }),
    grant: (credit: number) => port.onMessage?.({ t: "grant", id: 1, credit }),
    close: () => port.onMessage?.({ t: "close", id: 1 }),
    frames: () => said.flatMap((message) => (message.t === "frame" ? [message.frame] : [])),
    end: () => said.find((message) => message.t === "end"),
  };
}

const piece = (text: string) => ({ bytes: new TextEncoder().encode(text) });

test("the bytes of a trace go out one piece for each credit, and then it ends", async () => {
  const stage = setUp({
    async *trace() {
      yield { ...piece('{"data":['), totalBytes: 11 };
      yield piece("]}");
    },
  });
  stage.open(1);
  await settle();
  expect(stage.frames()).toEqual([{ ...piece('{"data":['), totalBytes: 11 }]);
  expect(stage.end()).toBeUndefined();
  stage.grant(5);
  await settle();
  expect(stage.frames()).toHaveLength(2);
  expect(stage.end()).not.toHaveProperty("failure");
});

test("a piece of a larger buffer goes out alone: a message port would clone the whole buffer", async () => {
  const large = new TextEncoder().encode(`${"x".repeat(10_000)}a trace`);
  const stage = setUp({
    async *trace() {
      yield { bytes: large.subarray(10_000) };
    },
  });
  stage.open(1);
  await settle();
  const [{ bytes }] = stage.frames() as [{ bytes: Uint8Array }];
  expect(new TextDecoder().decode(bytes)).toBe("a trace");
  expect(bytes.buffer.byteLength).toBe(7);
});

test("a reader that goes ends the reading", async () => {
  let isEnded = false;
  const stage = setUp({
    async *trace() {
      try {
        for (;;) yield piece("x");
      } finally {
        isEnded = true;
      }
    },
  });
  stage.open(2);
  await settle();
  stage.close();
  await settle();
  expect(isEnded).toBe(true);
});

test("a failure in the middle is told after what came before it", async () => {
  const stage = setUp({
    async *trace() {
      yield piece("[");
      throw new AppError({ kind: "unreachable", say: "Prod broke off." });
    },
  });
  stage.open(9);
  await settle();
  expect(stage.frames()).toHaveLength(1);
  expect(stage.end()).toMatchObject({ failure: { say: "Prod broke off." } });
});

test.each([
  { source: "local", say: "This host keeps no traces: choose a Jaeger or a Zipkin, or open a file." },
  { source: "prod", say: "Prod is a Prometheus, which has no traces: choose a Jaeger or a Zipkin." },
  { source: "gone", say: "The connection that this was asked of is gone: choose another source." },
])("$source is not asked for traces", async ({ source, say }) => {
  const { api } = setUp({});
  await expect(api.run("traces.services", { source })).resolves.toMatchObject({ ok: false, failure: { say } });
});
