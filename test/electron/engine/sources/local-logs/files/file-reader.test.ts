import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type FilesAsked, folderTime, type LogFolder, logFolder, readFiles } from "../../../../../support/local-log-files";

let folder: LogFolder;
beforeEach(() => {
  folder = logFolder();
});
afterEach(() => folder.remove());

const at = (second: number) => Date.UTC(2026, 10, 21, 10) + second * 1000;
const stamp = (second: number) => new Date(at(second)).toISOString();
const glob = () => `${folder.path}/*`;

async function linesRead(asked?: FilesAsked): Promise<string[]> {
  return (await readFiles([glob()], asked)).entries.map(({ line }) => line.replace(/^\S+Z /, ""));
}

describe("a file with times", () => {
  const text = Array.from({ length: 500 }, (_, index) => `${stamp(index)} line ${index}\n`).join("");

  test.each([
    { name: "all of it, oldest first", asked: {}, first: "line 0", last: "line 499", count: 500 },
    { name: "all of it, newest first", asked: { direction: "backward" }, first: "line 499", last: "line 0", count: 500 },
    { name: "a part, oldest first", asked: { start: at(100), end: at(200) }, first: "line 100", last: "line 199", count: 100 },
    {
      name: "a part, newest first",
      asked: { start: at(100), end: at(200), direction: "backward" },
      first: "line 199",
      last: "line 100",
      count: 100,
    },
    { name: "its newest ten", asked: { direction: "backward", limit: 10 }, first: "line 499", last: "line 490", count: 10 },
  ] as const)("is read: $name", async ({ asked, first, last, count }) => {
    folder.write("app.log", text);
    const lines = await linesRead(asked);
    expect([lines[0], lines.at(-1), lines.length]).toEqual([first, last, count]);
  });

  test("is not read as a whole for a part of it", async () => {
    const large = Array.from({ length: 100_000 }, (_, index) => `${stamp(index)} line ${index} ${"x".repeat(60)}\n`).join("");
    folder.write("app.log", large, at(100_000));
    for (const direction of ["forward", "backward"] as const) {
      const { entries, cost } = await readFiles([glob()], { start: at(50_000), end: at(50_010), direction, chunkBytes: 65_536 });
      expect(entries).toHaveLength(10);
      expect(cost.bytes).toBeLessThan(large.length / 4);
    }
  });
});

test("the lines of a stack trace have the time of the line they belong to, and stay in order behind it, however it is read", async () => {
  const text = Array.from(
    { length: 60 },
    (_, index) => `${stamp(index)} failed ${index}\nError: ${index}\n    at one (${index})\n    at two (${index})\n`,
  ).join("");
  folder.write("app.log", text);
  const forward = await readFiles([glob()], { chunkBytes: 100 });
  const backward = await readFiles([glob()], { chunkBytes: 100, direction: "backward" });
  expect(forward.entries).toHaveLength(240);
  expect(forward.entries.slice(4, 8)).toEqual(
    [`${stamp(1)} failed 1`, "Error: 1", "    at one (1)", "    at two (1)"].map((line) => ({
      ms: at(1),
      ns: 0,
      labels: { source: "file", filename: `${folder.path}/app.log` },
      line,
    })),
  );
  expect(backward.entries).toEqual(forward.entries.toReversed());
});

test.each(["forward", "backward"] as const)("a search for a text finds %s what reading every line finds", async (direction) => {
  const traces = Array.from({ length: 200 }, (_, index) => `${stamp(index)} failed ${index}\r\n    at größe (${index})\n\n`).join(
    "",
  );
  folder.write("app.log", `größe before all\n${traces}größe at the end`);
  folder.write("untimed.log", "größe\nklein\n");
  for (const needle of ["größe", "failed 19", "nothing", "(7)"]) {
    const accept: FilesAsked["accept"] = (entry) => (entry.line.includes(needle) ? entry : undefined);
    const every = await readFiles([glob()], { direction, accept, chunkBytes: 200 });
    const searched = await readFiles([glob()], { direction, accept, chunkBytes: 200, needle });
    expect(searched.entries).toEqual(every.entries);
    expect(searched.entries.length > 0).toBe(needle !== "nothing");
  }
});

test("lines of a file without times have the time of its last writing, and their order", async () => {
  folder.write("app.log", "one\ntwo\nthree\n");
  const forward = await readFiles([glob()]);
  expect(forward.entries.map(({ line }) => line)).toEqual(["one", "two", "three"]);
  expect(forward.entries.every(({ ms }) => folderTime - ms <= 1)).toBe(true);
  const backward = await readFiles([glob()], { direction: "backward", chunkBytes: 5 });
  expect(backward.entries).toEqual(forward.entries.toReversed());
});

test.each([
  { name: "line ends of Windows", content: `${stamp(0)} a\r\n${stamp(1)} b\r\n`, expected: ["a", "b"] },
  { name: "a last line that is being written", content: `${stamp(0)} a\n${stamp(1)} b`, expected: ["a", "b"] },
  { name: "empty lines", content: `\n\n${stamp(0)} a\n\n`, expected: ["a"] },
  { name: "bytes that are not UTF-8", content: Buffer.from(`${stamp(0)} a\xff\xfe\n`, "latin1"), expected: ["a��"] },
  { name: "a hole of zeros where it was emptied", content: `${"\0".repeat(9000)}${stamp(0)} a\n`, expected: ["a"] },
  { name: "lines before the first time", content: `heading\n${stamp(0)} a\n`, expected: ["heading", "a"] },
  { name: "nothing", content: "", expected: [] },
])("$name is read as lines", async ({ content, expected }) => {
  folder.write("app.log", content);
  expect(await linesRead()).toEqual(expected);
  expect(await linesRead({ direction: "backward" })).toEqual(expected.toReversed());
});

test("lines that overtook each other by a little are put in order", async () => {
  folder.write("app.log", `${stamp(1)} b\n${stamp(0)} a\n${stamp(2)} c\n`);
  expect(await linesRead()).toEqual(["a", "b", "c"]);
  expect(await linesRead({ direction: "backward" })).toEqual(["c", "b", "a"]);
});

test("a file whose times do not rise is read as a whole, put in order, and that is told", async () => {
  const late = Array.from({ length: 4000 }, (_, index) => `${stamp(20_000 + index)} late ${index} ${"x".repeat(60)}\n`).join("");
  const early = Array.from({ length: 4000 }, (_, index) => `${stamp(index)} early ${index} ${"x".repeat(60)}\n`).join("");
  const path = folder.write("app.log", late + early);
  const { entries, warnings } = await readFiles([glob()], { direction: "backward", limit: 4001, start: at(0), end: at(30_000) });
  expect([entries[0]?.line, entries[4000]?.line].map((line) => line?.split(" ").slice(1, 3).join(" "))).toEqual([
    "late 3999",
    "early 3999",
  ]);
  expect(warnings).toEqual([`The times in ${path} do not rise, so all of it was read.`]);
});

test("a line of twenty megabytes is read whole, and the lines around it", async () => {
  const long = "y".repeat(20 * 1024 * 1024);
  folder.write("app.log", `${stamp(0)} a\n${stamp(1)} ${long}\n${stamp(2)} b\n`);
  for (const direction of ["forward", "backward"] as const) {
    const { entries } = await readFiles([glob()], { direction, chunkBytes: 131_072 });
    expect(entries.map(({ line }) => line.length)).toEqual([26, 25 + long.length, 26]);
  }
});

test("what was rotated away is read with the file, packed or not, under the file's name, in the order of time", async () => {
  folder.write("app.log.2.gz", `${stamp(0)} a\n${stamp(1)} b\n`, at(1));
  folder.write("app.log.1", `${stamp(2)} c\n`, at(2));
  folder.write("app.log", `${stamp(3)} d\n`, at(3));
  const { entries } = await readFiles([`${folder.path}/app.log`]);
  expect(entries.map(({ line }) => line.slice(-1)).join("")).toBe("abcd");
  expect(new Set(entries.map(({ labels }) => labels.filename))).toEqual(new Set([`${folder.path}/app.log`]));
  const newest = await readFiles([`${folder.path}/app.log`], { direction: "backward" });
  expect(newest.entries.map(({ line }) => line.slice(-1)).join("")).toBe("dcba");
});

test("files are opened only when their turn comes", async () => {
  for (let index = 0; index < 50; index++) {
    folder.write(
      `app-${index}.log`,
      Array.from({ length: 200 }, (_, line) => `${stamp(index * 1000 + line)} x${index}\n`).join(""),
      at(index * 1000 + 200),
    );
  }
  const { entries, cost } = await readFiles([glob()], { direction: "backward", limit: 10, end: at(60_000) });
  expect(new Set(entries.map(({ labels }) => labels.filename))).toEqual(new Set([`${folder.path}/app-49.log`]));
  // Only one part of one was read, and the ends of all of them before.
  expect(cost.lines).toBeLessThan(200);
});

test("lines of several files at one time keep together", async () => {
  folder.write("a.log", `${stamp(0)} a1\n${stamp(0)} a2\n`);
  folder.write("b.log", `${stamp(0)} b1\n${stamp(0)} b2\n`);
  expect((await linesRead()).join(" ")).toMatch(/a1 a2/);
  expect((await linesRead()).join(" ")).toMatch(/b1 b2/);
});

test.each([
  {
    name: "a program's own data",
    content: Buffer.from(Array.from({ length: 4096 }, (_, index) => index % 7)),
    said: "holds no text, and is not read.",
  },
])("$name is not read, and that is told", async ({ content, said }) => {
  const path = folder.write("app.log", content);
  expect(await readFiles([glob()])).toMatchObject({ entries: [], warnings: [`${path} ${said}`] });
});

test("a packed file that is cut short tells what it has, and that the rest cannot be unpacked", async () => {
  const whole = Array.from({ length: 20_000 }, (_, index) => `${stamp(index)} line ${Math.sin(index)}\n`).join("");
  const path = folder.write("app.log.1.gz", whole);
  const { readFileSync, writeFileSync } = await import("node:fs");
  const packed = readFileSync(path);
  writeFileSync(path, packed.subarray(0, packed.length / 2));
  const { entries, warnings } = await readFiles([path]);
  expect(entries.length).toBeGreaterThan(1000);
  expect(warnings).toEqual([`${path} could not be unpacked to its end (Z_BUF_ERROR).`]);
});
