import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openNotes } from "../../../../electron/engine/dashboards/notes";
import { newFolder } from "../../../support/engine-parts";
import { createFakeClock } from "../../../support/fake-clock";
import { createFakeLog } from "../../../support/fake-log";

let folder: string;
beforeEach(() => {
  folder = newFolder();
});
afterEach(() => rmSync(folder, { recursive: true }));

const path = () => join(folder, "notes.json");
const log = createFakeLog();
const open = () => openNotes({ path: path(), clock: createFakeClock(), log });
const texts = (notes: { text: string }[]) => notes.map(({ text }) => text);

test("a note is kept over a restart, changed under its id, and removed", async () => {
  const notes = await open();
  const { id } = await notes.save({ atMs: 5, text: "deploy", tags: ["ci"] });
  await notes.save({ id, atMs: 6, text: "deploy 2", tags: [] });
  const again = await open();
  expect(again.list({ fromMs: 0, toMs: 10 })).toEqual([{ id, atMs: 6, text: "deploy 2", tags: [] }]);
  await again.remove(id);
  expect((await open()).list({ fromMs: 0, toMs: 10 })).toEqual([]);
});

test("listed is what lies in the stretch at least in part, for all dashboards or for this one", async () => {
  const notes = await open();
  for (const note of [
    { atMs: 1, text: "before", tags: [] },
    { atMs: 2, untilMs: 12, text: "around", tags: [] },
    { atMs: 11, text: "ours", tags: [], dashboard: "cpu" },
    { atMs: 12, text: "another's", tags: [], dashboard: "redis" },
    { atMs: 30, text: "after", tags: [] },
  ])
    await notes.save(note);
  expect(texts(notes.list({ fromMs: 10, toMs: 20, dashboard: "cpu" }))).toEqual(["around", "ours"]);
});

test("a note that ends before it begins is refused", async () => {
  await expect((await open()).save({ atMs: 5, untilMs: 4, text: "", tags: [] })).rejects.toThrow("ends before it begins");
  expect(readdirSync(folder)).toEqual([]);
});

test("what is damaged is left out, said once, and kept beside", async () => {
  writeFileSync(path(), JSON.stringify([{ id: "a", atMs: 1, text: "right", tags: [] }, { id: "b" }]));
  expect(texts((await open()).list({ fromMs: 0, toMs: 9 }))).toEqual(["right"]);
  expect(log.lines.at(-1)).toContain("some notes in");
  expect(readdirSync(folder).some((name) => name.includes("before-repair"))).toBe(true);
});

test("of more than ten thousand the newest are kept", async () => {
  writeFileSync(
    path(),
    JSON.stringify(Array.from({ length: 10_000 }, (_, at) => ({ id: `${at}`, atMs: at, text: `${at}`, tags: [] }))),
  );
  const notes = await open();
  await notes.save({ atMs: 50_000, text: "newest", tags: [] });
  expect(notes.list({ fromMs: 0, toMs: 0 })).toEqual([]);
  expect(JSON.parse(readFileSync(path(), "utf8"))).toHaveLength(10_000);
});
