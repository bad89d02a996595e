import { expect, test } from "vitest";
import { createCarefulReader } from "../../../../electron/engine/processes/careful-reader";
import { createFakeClock, settle } from "../../../support/fake-clock";

type Done = (error: Error | null, length: number) => void;

/** Reads that end only when the test says so. */
function fakeSystem() {
  const clock = createFakeClock();
  const reads = new Map<string, Done>();
  const names: string[] = [];
  const closed: string[] = [];
  const system = {
    openSync(path: string) {
      if (path.includes("gone")) throw Object.assign(new Error("ENOENT"), { code: "ENOENT" });
      names.push(path);
      return names.length - 1;
    },
    read(file: number, bytes: Buffer, _offset: number, _length: number, _position: number, done: Done) {
      reads.set(names[file] ?? "", (error, length) => {
        bytes.write("text");
        done(error, length);
      });
    },
    close: (file: number) => closed.push(names[file] ?? ""),
  };
  // The three calls as far as they are used.
  const reader = createCarefulReader(clock, system as unknown as Parameters<typeof createCarefulReader>[1]);
  const outcomes: string[] = [];
  const ask = (path: string) =>
    void reader.read(path, 64).then(
      (bytes) => outcomes.push(`${path}: ${bytes.toString()}`),
      (error: Error) => outcomes.push(`${path}: ${error.message}`),
    );
  const end = async (path: string, error: Error | null = null) => {
    reads.get(path)?.(error, 4);
    await settle();
  };
  return { clock, ask, end, outcomes, names, closed };
}

test("a file is read and closed", async () => {
  const { clock, ask, end, outcomes, closed } = fakeSystem();
  ask("a");
  await settle();
  await end("a");
  expect({ outcomes, closed, timers: clock.pendingTimers }).toEqual({ outcomes: ["a: text"], closed: ["a"], timers: 0 });
});

test("two are read at once, the next when one of them is done, and one that has gone does not keep its place", async () => {
  const { ask, end, names, outcomes } = fakeSystem();
  for (const path of ["a", "b", "gone 1", "c"]) ask(path);
  await settle();
  expect(names).toEqual(["a", "b"]);
  await end("a");
  expect({ names, outcomes }).toEqual({ names: ["a", "b", "c"], outcomes: ["a: text", "gone 1: ENOENT"] });
});

test("one that does not answer is given up, and not asked again until it does", async () => {
  const { clock, ask, end, names, outcomes, closed } = fakeSystem();
  ask("stuck");
  await clock.advance(1000);
  ask("stuck");
  await settle();
  expect({ outcomes, names, closed }).toEqual({
    outcomes: ["stuck: stuck did not answer within 1 s", "stuck: stuck still does not answer"],
    names: ["stuck"],
    closed: [],
  });
  await end("stuck");
  ask("stuck");
  await settle();
  await end("stuck");
  expect({ last: outcomes.at(-1), closed }).toEqual({ last: "stuck: text", closed: ["stuck", "stuck"] });
});

test("while two hang nothing else is read, so that the engine keeps its other two threads", async () => {
  const { clock, ask, end, names, outcomes } = fakeSystem();
  for (const path of ["stuck 1", "stuck 2", "c"]) ask(path);
  await clock.advance(1000);
  ask("d");
  await settle();
  expect({ names, refused: outcomes.slice(2) }).toEqual({
    names: ["stuck 1", "stuck 2"],
    refused: [
      "c: c was not read, since 2 other processes do not answer",
      "d: d was not read, since 2 other processes do not answer",
    ],
  });
  await end("stuck 1");
  ask("e");
  await settle();
  expect(names.at(-1)).toBe("e");
});
