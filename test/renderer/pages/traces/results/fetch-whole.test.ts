import { expect, test } from "vitest";
import type { TraceSummary } from "#shared/model/trace";
import { fetchWhole } from "../../../../../renderer/pages/traces/results/fetch-whole";
import type { AnswerReading, FoundTrace } from "../../../../../renderer/pages/traces/search/create-run";
import { settle } from "../../../../support/fake-clock";
import { createLogBridge } from "../../../../support/log-bridge";

const trace = (traceId: string): FoundTrace => {
  const summary: TraceSummary = {
    traceId,
    rootService: "",
    rootOperation: "",
    startNs: "1795234590123456789",
    durationNs: 1,
    spans: 1,
    errors: 0,
    orphans: 0,
    services: [],
  };
  return { summary, answerId: undefined };
};

function start(found: readonly FoundTrace[]) {
  const server = createLogBridge<"traces.trace">();
  const abort = new AbortController();
  const diary: string[] = [];
  const reading: AnswerReading = {
    beginAnswer: () => ({
      async push(bytes) {
        diary.push(new TextDecoder().decode(bytes));
      },
      async end() {
        diary.push("end");
        return { answerId: "1", summaries: [], problems: [], isCut: false };
      },
      cancel: () => void diary.push("cancel"),
    }),
  };
  const result = fetchWhole({
    bridge: server.bridge,
    reading,
    source: "jaeger",
    found,
    signal: abort.signal,
    onProgress: (done) => diary.push(`${done} done`),
  });
  // What it fails with is looked at later.
  result.catch(() => {});
  return { server, abort, diary, result };
}

const bytes = (text: string) => ({ bytes: new TextEncoder().encode(text) });
const notFound = { kind: "not-found", say: "No such trace.", retry: false } as const;

test("traces are fetched one after the other, near their time, and each is a document of its own", async () => {
  const { server, diary, result } = start([trace("a"), trace("b")]);
  await settle();
  expect(server.opened.map(({ input }) => input)).toEqual([{ source: "jaeger", traceId: "a", startMs: 1_795_234_590_123 }]);
  server.last().frame(bytes("{A"));
  server.last().frame(bytes("}"));
  server.last().end();
  await settle();
  server.last().frame(bytes("{B}"));
  server.last().end();
  expect(await result).toMatchObject({ answer: { answerId: "1" }, gone: 0 });
  expect(diary).toEqual(["0 done", "{A", "}", "\n", "1 done", "{B}", "\n", "end"]);
});

test("a trace that the server has no more is counted, and the others are saved", async () => {
  const { server, result } = start([trace("a"), trace("b")]);
  await settle();
  server.last().end(notFound);
  await settle();
  server.last().frame(bytes("{B}"));
  server.last().end();
  expect(await result).toMatchObject({ gone: 1 });
});

test("when none of them is there any more, there is nothing to save", async () => {
  const { server, diary, result } = start([trace("a")]);
  await settle();
  server.last().end(notFound);
  await expect(result).rejects.toThrow("The server has none of these traces any more.");
  expect(diary).toEqual(["0 done", "cancel"]);
});

test("another failure ends it, and what was read is forgotten", async () => {
  const { server, diary, result } = start([trace("a"), trace("b")]);
  await settle();
  server.last().end({ kind: "timeout", say: "jaeger did not answer within 30 s", retry: true });
  await expect(result).rejects.toThrow("jaeger did not answer within 30 s");
  expect(diary).toEqual(["0 done", "cancel"]);
});

test("cancelled, it closes what is under way and asks for no more", async () => {
  const { server, abort, diary, result } = start([trace("a"), trace("b")]);
  await settle();
  abort.abort();
  await expect(result).rejects.toThrow("Cancelled.");
  expect({ isClosed: server.last().isClosed, opened: server.opened.length, diary }).toEqual({
    isClosed: true,
    opened: 1,
    diary: ["0 done", "cancel"],
  });
});
