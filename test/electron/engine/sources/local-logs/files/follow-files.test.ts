import { appendFileSync, copyFileSync, renameSync, rmSync, truncateSync } from "node:fs";
import { afterEach, beforeEach, expect, test } from "vitest";
import { eventually } from "../../../../../support/eventually";
import { createFakeClock, type FakeClock } from "../../../../../support/fake-clock";
import { folderTime, type LogFolder, logFolder } from "../../../../../support/local-log-files";
import { localLogs, nsOf } from "../../../../../support/local-logs";

let folder: LogFolder;
let clock: FakeClock;
let controller: AbortController;
let lines: string[];

beforeEach(() => {
  folder = logFolder();
  clock = createFakeClock(folderTime);
  controller = new AbortController();
  lines = [];
});
afterEach(async () => {
  controller.abort();
  await eventually(() => (clock.pendingTimers === 0 ? true : undefined), "nothing waits any more");
  folder.remove();
});

const stamp = (second: number) => new Date(folderTime + second * 1000).toISOString();

/** Follows, and resolves once it looks and waits. */
async function follow(glob = "*.log", afterNs?: string): Promise<void> {
  localLogs([{ kind: "files", id: "f", glob: `${folder.path}/${glob}` }], { clock }).tail(
    { expr: '{source="file"}', afterNs, signal: controller.signal },
    {
      onEntries: (entries) => void lines.push(...entries.map(({ line }) => line.replace(/^\S+Z /, ""))),
      onDropped: () => {},
      onState: () => {},
      onFailure: (error) => lines.push(String(error)),
    },
  );
  await looked();
}

/** It waits for its next look. */
const looked = () => eventually(() => (clock.pendingTimers > 0 ? true : undefined), "it waits for its next look", { everyMs: 1 });

async function looks(count: number): Promise<void> {
  for (let look = 0; look < count; look++) {
    await clock.advance(250);
    await looked();
  }
}

test("only what is written from now on is told, as whole lines", async () => {
  const path = folder.write("app.log", `${stamp(0)} old\n`);
  await follow();
  appendFileSync(path, `${stamp(1)} one\n${stamp(2)} tw`);
  await looks(1);
  expect(lines).toEqual(["one"]);
  appendFileSync(path, "o\n");
  await looks(1);
  expect(lines).toEqual(["one", "two"]);
});

test("a file that is rotated away is told to its end, and then the new one", async () => {
  const path = folder.write("app.log", "");
  await follow();
  appendFileSync(path, `${stamp(1)} one\n`);
  await looks(1);
  appendFileSync(path, `${stamp(2)} two\n`);
  renameSync(path, `${path}.1`);
  folder.write("app.log", `${stamp(3)} three\n`);
  await looks(21);
  expect(lines).toEqual(["one", "two", "three"]);
});

test("a file that is copied and emptied is told once, and goes on", async () => {
  const path = folder.write("app.log", `${stamp(0)} old\n`);
  await follow();
  appendFileSync(path, `${stamp(1)} one\n`);
  await looks(1);
  copyFileSync(path, `${path}.1`);
  truncateSync(path, 0);
  await looks(21);
  appendFileSync(path, `${stamp(2)} two\n`);
  await looks(1);
  expect(lines).toEqual(["one", "two"]);
});

test("files that come later are told from their beginning, and those that go are let go", async () => {
  const path = folder.write("a.log", "");
  await follow();
  folder.write("b.log", `${stamp(1)} b\n`);
  rmSync(path);
  await looks(21);
  expect(lines).toEqual(["b"]);
});

test("what was written since the time asked is told first, and nothing twice", async () => {
  const path = folder.write("app.log", `${stamp(-2)} before\n${stamp(1)} one\n${stamp(2)} two\n`);
  await follow("*.log", nsOf(folderTime));
  appendFileSync(path, `${stamp(3)} three\n`);
  await looks(1);
  expect(lines).toEqual(["one", "two", "three"]);
});

test("lines without a time have that of the line before, or of now", async () => {
  const path = folder.write("app.log", "");
  await follow();
  appendFileSync(path, "plain\nwords\n");
  await looks(1);
  expect(lines).toEqual(["plain", "words"]);
});

test("after a query, lines without times are not told a second time because another was written", async () => {
  folder.write("app.log", "one\ntwo\n", folderTime + 2000);
  await follow("*.log", nsOf(folderTime + 1000));
  appendFileSync(`${folder.path}/app.log`, "three\n");
  await looks(1);
  expect(lines).toEqual(["three"]);
});
