import { describe, expect, test } from "vitest";
import type { Failure } from "#shared/model/failure";
import { createTraceFetch, type TraceAsked } from "../../../../../renderer/pages/traces/reading/fetch-trace";
import { createTraceReader } from "../../../../../renderer/pages/traces/reading/reader";
import { createLogBridge } from "../../../../support/log-bridge";
import { generateTrace, jaegerJson } from "../../../../support/traces/generator";
import { startLocally } from "./local-port";

const generated = generateTrace({ seed: 3, spans: 30 });
const { traceId } = generated;
const bytes = new TextEncoder().encode(jaegerJson([generated]));

function begin(options: Partial<TraceAsked> = {}, link?: "connecting") {
  const made = createLogBridge<"traces.trace">(link);
  const reader = createTraceReader(() => startLocally());
  const fetch = (more: Partial<TraceAsked> = {}) =>
    createTraceFetch({ bridge: made.bridge, reader }, { source: "jaeger", traceId, ...options, ...more });
  const first = fetch();
  const told: string[] = [];
  first.onChange(() => {
    const { state } = first.current;
    told.push(state.kind === "waiting" ? `${state.phase} ${state.bytes}` : state.kind);
  });
  return { ...made, reader, fetch: first, fetchAgain: fetch, told };
}

const done = (fetch: ReturnType<typeof begin>["fetch"], kind = "done") =>
  new Promise<void>((resolve) => {
    const look = () => {
      if (fetch.current.state.kind === kind) resolve();
    };
    fetch.onChange(look);
    look();
  });

async function answer({ last, fetch }: ReturnType<typeof begin>) {
  last().frame({ bytes: bytes.slice(0, 4000), totalBytes: bytes.length });
  last().frame({ bytes: bytes.slice(4000), totalBytes: bytes.length });
  last().end();
  await done(fetch);
}

const gone: Failure = { kind: "not-found", say: "no such trace", retry: false };

describe("a trace that is fetched", () => {
  test("is asked of its server, read as it comes, and opened", async () => {
    const stage = begin();
    stage.fetch.start();
    expect(stage.last().input).toEqual({ source: "jaeger", traceId });
    await answer(stage);
    expect(stage.told).toEqual(["asking 0", "loading 4000", `loading ${bytes.length}`, `reading ${bytes.length}`, "done"]);
    expect(stage.fetch.current.trace?.trace.count).toBe(30);
  });

  test("lets the next bytes come only once these are read", async () => {
    const { fetch, last, reader } = begin();
    fetch.start();
    last().frame({ bytes: bytes.slice(0, 4000) });
    expect(last().granted).toBe(3);
    // Questions are answered in their order.
    await expect(reader.find("none", "x")).rejects.toThrow();
    expect(last().granted).toBe(4);
  });

  test("is not asked for again while it is known whole, but for the asking", async () => {
    const stage = begin();
    stage.fetch.start();
    await answer(stage);
    stage.fetch.close();
    const again = stage.fetchAgain();
    again.start();
    await done(again);
    expect(stage.opened).toHaveLength(1);
    const other = stage.fetchAgain({ source: "another" });
    other.start();
    expect(stage.opened).toHaveLength(2);
    again.refetch();
    expect(stage.opened).toHaveLength(3);
    expect(again.current.trace?.trace.count).toBe(30);
  });

  test("is asked of its server where the answer that had it was put away just then", async () => {
    const { bridge, opened } = createLogBridge<"traces.trace">();
    const reader = createTraceReader(() => startLocally());
    const late = { ...reader, answerWith: () => "put away" };
    createTraceFetch({ bridge, reader: late }, { source: "jaeger", traceId }).start();
    // Questions are answered in their order.
    await expect(reader.open("put away", traceId)).rejects.toThrow("put away to save memory");
    expect(opened.map(({ input }) => input)).toEqual([{ source: "jaeger", traceId }]);
  });

  test("is looked for about its time, and where it is not there at any time", () => {
    const { fetch, last, opened } = begin({ around: "1795234590000000001" });
    fetch.start();
    expect(last().input).toMatchObject({ startMs: 1795230990000, endMs: 1795238190000 });
    last().end(gone);
    expect(opened).toHaveLength(2);
    expect(last().input).toEqual({ source: "jaeger", traceId });
    last().end(gone);
    expect(fetch.current.state).toEqual({ kind: "failed", failure: gone });
  });

  test("is asked for once the link is up, and again when that breaks before anything came", async () => {
    const { fetch, setLink, opened, last } = begin({}, "connecting");
    fetch.start();
    expect(opened).toHaveLength(0);
    setLink("connected");
    expect(opened).toHaveLength(1);
    setLink("connecting");
    last().end({ kind: "disconnected", say: "away", retry: true });
    expect(fetch.current.state.kind).toBe("waiting");
    setLink("connected");
    expect(opened).toHaveLength(2);
  });

  test("is shown as far as it came when it breaks off, with why; with nothing of it, it fails", async () => {
    const away: Failure = { kind: "disconnected", say: "away", retry: true };
    const { fetch, last, fetchAgain } = begin();
    fetch.start();
    last().frame({ bytes: bytes.slice(0, 4000) });
    last().end(away);
    await done(fetch);
    expect(fetch.current.problems[0]).toEqual({ say: "away", times: 1 });
    expect(fetch.current.trace?.trace.isIncomplete).toBe(true);
    const other = fetchAgain();
    other.start();
    last().frame({ bytes: bytes.slice(0, 10) });
    last().end(away);
    await done(other, "failed");
    expect(other.current.state).toEqual({ kind: "failed", failure: away });
  });

  test("can be left while it comes", () => {
    const { fetch, last } = begin();
    fetch.start();
    last().frame({ bytes: bytes.slice(0, 4000) });
    fetch.cancel();
    expect(last().isClosed).toBe(true);
    expect(fetch.current.state).toEqual({ kind: "cancelled" });
  });

  test("that comes empty is not there", async () => {
    const { fetch, last } = begin();
    fetch.start();
    last().frame({ bytes: new TextEncoder().encode('{"data":[]}') });
    last().end();
    await done(fetch, "failed");
    expect(fetch.current.state).toMatchObject({ failure: { kind: "not-found" } });
  });

  test.each([
    {
      name: "of a file that is gone",
      options: { file: "x.json" },
      say: "This trace is out of the file “x.json”, which is no longer here: open the file again.",
    },
    {
      name: "without a server",
      options: { source: undefined },
      say: "No server with traces is connected, and this trace is not in a file that is open.",
    },
    {
      name: "by what is no id",
      options: { traceId: "hello" },
      say: "“hello” is no trace id: one has 1 to 32 hexadecimal digits.",
    },
  ])("$name is not asked for", ({ options, say }) => {
    const { fetch, opened } = begin(options);
    fetch.start();
    expect(fetch.current.state).toMatchObject({ kind: "failed", failure: { say } });
    expect(opened).toHaveLength(0);
  });

  test("out of a file is opened from there", async () => {
    const { fetchAgain, reader, opened } = begin();
    await reader.readFile(new File([jaegerJson([generated])], "x.json"));
    const fetch = fetchAgain({ source: undefined, file: "x.json" });
    fetch.start();
    await done(fetch);
    expect(fetch.current.trace?.trace.traceId).toBe(traceId);
    expect(opened).toHaveLength(0);
  });

  test("out of a file that breaks off says so, as the reader did", async () => {
    const { fetchAgain, reader } = begin();
    const { problems } = await reader.readFile(new File([bytes.slice(0, 9000)], "x.json"));
    expect(problems).not.toEqual([]);
    const fetch = fetchAgain({ source: undefined, file: "x.json" });
    fetch.start();
    await done(fetch);
    expect(fetch.current.problems).toEqual(problems);
  });
});
