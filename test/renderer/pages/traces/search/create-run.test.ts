import { expect, test } from "vitest";
import { AppError } from "#shared/model/failure";
import type { TraceSummary } from "#shared/model/trace";
import {
  type AnswerReading,
  createSearchRun,
  type ReadAnswer,
  type SearchAsked,
} from "../../../../../renderer/pages/traces/search/create-run";
import { settle } from "../../../../support/fake-clock";
import { createLogBridge } from "../../../../support/log-bridge";

const asked: SearchAsked = {
  source: "jaeger",
  search: { service: "checkout", tags: [], startMs: 0, endMs: 900_000, limit: 20 },
};

const summary = (traceId: string): TraceSummary => ({
  traceId,
  rootService: "checkout",
  rootOperation: "POST /pay",
  startNs: "1795234590000000000",
  durationNs: 5e6,
  spans: 3,
  errors: 0,
  orphans: 0,
  services: [{ name: "checkout", spans: 3, errors: 0 }],
});

const bytes = (text: string) => new TextEncoder().encode(text);

/** A reader whose answers come when the test says so, with a diary of what it was given. */
function createReading() {
  const diary: string[] = [];
  const pushes: (() => void)[] = [];
  const ends: { resolve(answer: ReadAnswer): void; reject(error: unknown): void }[] = [];
  const reading: AnswerReading = {
    beginAnswer(name) {
      diary.push(`begin ${name}`);
      return {
        push(pushed) {
          diary.push(`push ${new TextDecoder().decode(pushed)}`);
          return new Promise((resolve) => pushes.push(resolve));
        },
        end() {
          diary.push("end");
          return new Promise((resolve, reject) => ends.push({ resolve, reject }));
        },
        cancel: () => void diary.push("cancel"),
      };
    },
  };
  return { diary, pushes, ends, reading };
}

function start({ link = "connected" as "connected" | "connecting" } = {}) {
  const server = createLogBridge<"traces.search">(link);
  const reader = createReading();
  let nowMs = 1000;
  const run = createSearchRun({ bridge: server.bridge, reading: () => reader.reading, now: () => nowMs });
  run.start(asked);
  const pass = (ms: number) => {
    nowMs += ms;
  };
  const ids = () => run.state.found.map(({ summary: { traceId } }) => traceId);
  return { server, run, reader, pass, ids };
}

test("summaries are there as soon as they come, and each trace once", () => {
  const { server, run, pass, ids } = start();
  server.last().frame({ kind: "summaries", summaries: [summary("a"), summary("b")] });
  expect({ phase: run.state.phase, ids: ids() }).toEqual({ phase: "running", ids: ["a", "b"] });
  server.last().frame({ kind: "summaries", summaries: [summary("b"), summary("c")] });
  pass(250);
  server.last().end();
  expect({ phase: run.state.phase, ids: ids(), tookMs: run.state.tookMs }).toEqual({
    phase: "done",
    ids: ["a", "b", "c"],
    tookMs: 250,
  });
});

test("each frame that was put away lets one more come; bytes are put away when they are read", async () => {
  const { server, reader } = start();
  server.last().frame({ kind: "summaries", summaries: [] });
  server.last().frame({ kind: "warning", say: "older" });
  server.last().frame({ kind: "bytes", bytes: bytes("{") });
  await settle();
  expect(server.last().granted).toBe(3 + 2);
  reader.pushes[0]?.();
  await settle();
  expect(server.last().granted).toBe(3 + 3);
});

test("whole traces go to the reader as they come, and what it makes of them is found", async () => {
  const { server, run, reader, ids } = start();
  server.last().frame({ kind: "bytes", bytes: bytes("{") });
  server.last().frame({ kind: "bytes", bytes: bytes("}") });
  expect(run.state).toMatchObject({ phase: "running", bytes: 2 });
  server.last().end();
  expect(run.state.phase).toBe("reading");
  reader.ends[0]?.resolve({ answerId: "7", summaries: [summary("a")], problems: [{ say: "odd", times: 1 }], isCut: false });
  await settle();
  expect({ phase: run.state.phase, ids: ids(), answer: run.state.found[0]?.answerId, problems: run.state.problems }).toEqual({
    phase: "done",
    ids: ["a"],
    answer: "7",
    problems: [{ say: "odd", times: 1 }],
  });
  expect(reader.diary).toEqual(["begin checkout", "push {", "push }", "end"]);
});

test("cancelling keeps what had come, and does not complain that it ends in the middle", async () => {
  const { server, run, reader, ids } = start();
  server.last().frame({ kind: "bytes", bytes: bytes("{") });
  run.cancel();
  expect(server.last().isClosed).toBe(true);
  reader.ends[0]?.resolve({ answerId: "7", summaries: [summary("a")], problems: [{ say: "cut", times: 1 }], isCut: true });
  await settle();
  expect({ phase: run.state.phase, ids: ids(), problems: run.state.problems }).toEqual({
    phase: "cancelled",
    ids: ["a"],
    problems: [],
  });
});

test("cancelled before anything came, there is nothing, and no failure", () => {
  const { run } = start();
  run.cancel();
  expect(run.state).toMatchObject({ phase: "cancelled", found: [], failure: undefined });
});

test("what had come before it failed is shown beside the reason", () => {
  const { server, run, ids } = start();
  server.last().frame({ kind: "summaries", summaries: [summary("a")] });
  server.last().end({ kind: "timeout", say: "jaeger did not answer within 30 s", retry: true });
  expect({ phase: run.state.phase, ids: ids(), say: run.state.failure?.say }).toEqual({
    phase: "failed",
    ids: ["a"],
    say: "jaeger did not answer within 30 s",
  });
});

test("bytes that are no traces fail with the reader's own words", async () => {
  const { server, run, reader } = start();
  server.last().frame({ kind: "bytes", bytes: bytes("<html>") });
  server.last().end();
  reader.ends[0]?.reject(new AppError({ kind: "bad-file", say: "This is a web page." }));
  await settle();
  expect(run.state).toMatchObject({ phase: "failed", failure: { say: "This is a web page." } });
});

test("the traces of the search before stay, pale, until there are others", () => {
  const { server, run, ids } = start();
  server.last().frame({ kind: "summaries", summaries: [summary("a")] });
  server.last().end();
  run.start(asked);
  expect({ isStale: run.state.isStale, ids: ids() }).toEqual({ isStale: true, ids: ["a"] });
  server.last().frame({ kind: "summaries", summaries: [summary("b")] });
  expect({ isStale: run.state.isStale, ids: ids() }).toEqual({ isStale: false, ids: ["b"] });
});

test("a search that finds nothing leaves nothing of the one before", () => {
  const { server, run, ids } = start();
  server.last().frame({ kind: "summaries", summaries: [summary("a")] });
  server.last().end();
  run.start(asked);
  server.last().end();
  expect({ phase: run.state.phase, isStale: run.state.isStale, ids: ids() }).toEqual({ phase: "done", isStale: false, ids: [] });
});

test("another server's traces are gone at once", () => {
  const { server, run, ids } = start();
  server.last().frame({ kind: "summaries", summaries: [summary("a")] });
  run.start({ ...asked, source: "other" });
  expect(ids()).toEqual([]);
});

test("frames and readings of a search that was followed by another change nothing", async () => {
  const { server, run, reader, ids } = start();
  const first = server.last();
  first.frame({ kind: "bytes", bytes: bytes("{") });
  first.end();
  run.start(asked);
  first.frame({ kind: "summaries", summaries: [summary("late")] });
  reader.ends[0]?.resolve({ answerId: "7", summaries: [summary("late")], problems: [], isCut: false });
  await settle();
  expect({ phase: run.state.phase, ids: ids() }).toEqual({ phase: "waiting", ids: [] });
});

test("a search that was replaced before its end tells the reader to forget it", () => {
  const { server, run, reader } = start();
  server.last().frame({ kind: "bytes", bytes: bytes("{") });
  run.start(asked);
  expect(reader.diary).toEqual(["begin checkout", "push {", "cancel"]);
});

test("asked before the link is up, it is asked once it is", () => {
  const { server } = start({ link: "connecting" });
  expect(server.opened).toHaveLength(0);
  server.setLink("connected");
  expect(server.last().input).toEqual(asked);
});

test("a link that breaks before the first answer asks again; one that breaks later is told", () => {
  const { server, run } = start();
  server.last().end({ kind: "disconnected", say: "The link broke.", retry: true });
  expect({ phase: run.state.phase, opened: server.opened.length }).toEqual({ phase: "waiting", opened: 2 });
  server.last().frame({ kind: "summaries", summaries: [summary("a")] });
  server.last().end({ kind: "disconnected", say: "The link broke.", retry: true });
  expect(run.state).toMatchObject({
    phase: "failed",
    failure: { say: "The engine went away while traces were being looked for; those that had come are shown.", retry: true },
  });
});

test("a warning is told once, however often it comes", () => {
  const { server, run } = start();
  server.last().frame({ kind: "warning", say: "older than its clock" });
  server.last().frame({ kind: "warning", say: "older than its clock" });
  expect(run.state.warnings).toEqual(["older than its clock"]);
});

test("traces of files take the place of what was found, and end what was under way", () => {
  const { server, run, ids } = start();
  const answer = { answerId: "1", summaries: [summary("a")], problems: [{ say: "odd", times: 2 }], isCut: false };
  const second = { ...answer, answerId: "2", summaries: [summary("a"), summary("b")] };
  run.showFiles([
    { name: "a.json", answer },
    { name: "b.json", answer: second },
  ]);
  expect(server.last().isClosed).toBe(true);
  expect({
    ids: ids(),
    from: run.state.found.map(({ answerId, file }) => `${answerId} ${file}`),
    files: run.state.files,
  }).toEqual({
    ids: ["a", "b"],
    from: ["1 a.json", "2 b.json"],
    files: ["a.json", "b.json"],
  });
  run.clear();
  expect(run.state).toMatchObject({ phase: "idle", files: undefined, found: [] });
});
