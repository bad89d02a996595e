import { afterEach, beforeEach, expect, test } from "vitest";
import { type LogFolder, logFolder } from "../../../../support/local-log-files";
import { localLogs } from "../../../../support/local-logs";

let folder: LogFolder;
beforeEach(() => {
  folder = logFolder();
});
afterEach(() => folder.remove());

test("a place is looked at, added, told and removed", async () => {
  const logs = localLogs([]);
  const path = folder.write("app.log", "one\n");
  const draft = { kind: "files" as const, glob: `${folder.path}/./*.log` };
  const found = { names: [path], count: 1, bytes: 4 };
  expect(await logs.lookAt(draft)).toEqual(found);
  const place = await logs.add(draft);
  expect(place).toEqual({ kind: "files", glob: `${folder.path}/*.log`, id: expect.any(String) });
  expect(await logs.places()).toEqual([{ place, found }]);
  await logs.remove(place.id);
  expect(await logs.places()).toEqual([]);
});

test("what is picked twice is there once", async () => {
  const logs = localLogs([]);
  folder.write("app.log", "one\n");
  const draft = { kind: "files" as const, glob: `${folder.path}/*.log` };
  const [first, second] = [await logs.add(draft), await logs.add(draft)];
  expect(second).toEqual(first);
  expect(await logs.places()).toHaveLength(1);
});

test.each([
  { name: "a relative path", glob: "app.log", say: /^"app.log" is no whole path/ },
  { name: "a file that is not there", glob: "/nowhere/app.log", say: "There is no file of this name now: /nowhere/app.log" },
])("$name is not added", async ({ glob, say }) => {
  const logs = localLogs([]);
  await expect(logs.add({ kind: "files", glob })).rejects.toThrow(say);
  expect(await logs.places()).toEqual([]);
});

test("a place whose files have gone is still shown, so that it can be removed", async () => {
  const place = { kind: "files" as const, id: "f", glob: "/nowhere/*.log" };
  expect(await localLogs([place]).places()).toEqual([
    { place, found: { names: [], count: 0, bytes: 0, problem: "There is no file of this name now: /nowhere/*.log" } },
  ]);
});

test("what has been picked is not offered again, and what there is nothing of is not offered", async () => {
  const logs = localLogs([]);
  const before = await logs.offered();
  expect(before.every(({ found }) => found.count > 0)).toBe(true);
  expect(before.some(({ place }) => place.kind === "journal" || place.kind === "containers")).toBe(false);
  const [offer] = before;
  if (!offer) return;
  await logs.add(offer.place);
  expect((await logs.offered()).map(({ title }) => title)).not.toContain(offer.title);
});
