import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { writeDashboardText } from "#shared/dashboards/dashboard-text";
import { type Library, openLibrary } from "../../../../electron/engine/dashboards/library";
import type { DashboardFolder } from "../../../../electron/engine/settings/schema";
import { aDashboard } from "../../../support/dashboards";
import { newFolder } from "../../../support/engine-parts";
import { createFakeClock } from "../../../support/fake-clock";
import { createFakeLog } from "../../../support/fake-log";

let dataFolder: string;
let repository: string;
let library: Library;
let watched: DashboardFolder[];
let changes: { uids: string[]; isList: boolean }[];

async function open(): Promise<Library> {
  return openLibrary({
    dataFolder,
    clock: createFakeClock(),
    log: createFakeLog(),
    watched: {
      list: () => watched,
      save: async (next) => {
        watched = next;
      },
    },
    isListenedTo: () => false,
    onChange: (change) => changes.push(change),
  });
}

beforeEach(async () => {
  dataFolder = newFolder();
  repository = newFolder();
  watched = [];
  changes = [];
  library = await open();
});

afterEach(async () => {
  await library.close();
  rmSync(dataFolder, { recursive: true });
  rmSync(repository, { recursive: true });
});

const own = (...names: string[]) => join(dataFolder, "dashboards", ...names);
const save = (changed = {}, rest = {}) => library.save({ dashboard: aDashboard(changed), overwrite: false, ...rest });
const rows = async () => (await library.list({})).dashboards;
const refusal = (say: string | RegExp) => expect.objectContaining({ message: expect.stringMatching(say) });

/** Written from outside, at a time of its own: two writes within a tick of the file system's clock would look like one. */
let tick = 1_700_000_000;
function writeOutside(path: string, text: string): void {
  writeFileSync(path, text);
  utimesSync(path, ++tick, tick);
}

test("a new dashboard becomes a file named after its title, and is listed", async () => {
  const { row } = await save({ title: "CPU & Load: übersicht" }, { folder: "Linux/Hosts" });
  expect(row).toMatchObject({
    uid: "cpu",
    title: "CPU & Load: übersicht",
    tags: ["host"],
    place: "own",
    folder: "Linux/Hosts",
    path: own("Linux", "Hosts", "CPU-Load-übersicht.json"),
    panels: 1,
    isReadOnly: false,
    hasDraft: false,
  });
  expect(await rows()).toEqual([row]);
  expect((await library.list({})).folders).toEqual([
    { place: "own", folder: "Linux" },
    { place: "own", folder: "Linux/Hosts" },
  ]);
  expect((await library.get({ uid: "cpu" })).dashboard).toEqual(aDashboard({ title: "CPU & Load: übersicht" }));
});

test.each([
  { title: "../../etc/passwd", stem: "etc-passwd" },
  { title: "CON", stem: "dashboard-CON" },
  { title: "???", stem: "dashboard" },
  { title: ".hidden", stem: "hidden" },
  { title: "a\u0000b\nc", stem: "a-b-c" },
])("the title $title gives a file the name $stem", async ({ title, stem }) => {
  const { row } = await save({ title });
  expect(row.path).toBe(own(`${stem}.json`));
});

test.each(["..", "a/../../b", "/etc", "a//b", ".git", "a\\b", "con", "x".repeat(101), "a/b/c/d/e/f/g/h/i"])(
  "the folder %s is refused, and nothing is written",
  async (folder) => {
    await expect(save({}, { folder })).rejects.toThrow(/is no name for a folder|at most 8 deep/);
    expect(readdirSync(own())).toEqual([]);
  },
);

test("a dashboard that would be too large to be read again is not written", async () => {
  await expect(save({ description: "x".repeat(25_000_000) })).rejects.toEqual(refusal("“CPU” is larger than 25 MB as a file"));
  expect(readdirSync(own())).toEqual([]);
});

test("a second title alike gets a file of its own", async () => {
  await save();
  const { row } = await save({ uid: "other" });
  expect(row.path).toBe(own("CPU-2.json"));
});

test("saving with the revision that was opened writes the file, and a new revision comes back", async () => {
  const { revision } = await save();
  const second = await save({ title: "Processors" }, { revision });
  expect(second.revision).not.toBe(revision);
  expect(second.row.path).toBe(own("CPU.json"));
  expect(JSON.parse(readFileSync(own("CPU.json"), "utf8")).title).toBe("Processors");
});

test("a file changed outside is not written over, unless asked to, and then what was there is kept", async () => {
  const { revision } = await save();
  const outside = writeDashboardText(aDashboard({ title: "Changed outside" }));
  writeOutside(own("CPU.json"), outside);
  await expect(save({ title: "Mine" }, { revision })).rejects.toEqual(
    refusal("CPU.json was changed outside since it was opened"),
  );
  expect(readFileSync(own("CPU.json"), "utf8")).toBe(outside);

  await save({ title: "Mine" }, { revision, overwrite: true });
  expect((await library.get({ uid: "cpu" })).dashboard.title).toBe("Mine");
  const [kept] = readdirSync(join(dataFolder, "dashboards-removed"));
  expect(readFileSync(join(dataFolder, "dashboards-removed", kept ?? "", "dashboard.json"), "utf8")).toBe(outside);
});

test("a new dashboard does not take the place of another with its uid", async () => {
  await save();
  await expect(save({ title: "Another" })).rejects.toEqual(refusal("There is a dashboard with this uid already, “CPU”"));
});

test("a dashboard whose file went is written anew only when asked to", async () => {
  const { revision } = await save();
  rmSync(own("CPU.json"));
  await expect(save({}, { revision })).rejects.toEqual(refusal("is gone since it was opened"));
  expect((await save({}, { revision, overwrite: true })).row.path).toBe(own("CPU.json"));
});

test("a change outside is told once it is seen, with the uids of what changed", async () => {
  await save();
  await save({ uid: "b", title: "B" });
  changes = [];
  writeOutside(own("CPU.json"), writeDashboardText(aDashboard({ title: "Changed" })));
  rmSync(own("B.json"));
  await rows();
  expect(changes).toEqual([{ uids: ["b", "cpu"], isList: true }]);
  await rows();
  expect(changes).toHaveLength(1);
});

test("two files with one uid are both listed and both open; the second says so and gets its own uid on saving", async () => {
  await save();
  writeOutside(own("Z.json"), writeDashboardText(aDashboard({ title: "Copy" })));
  const [first, second] = await rows();
  expect(first).toMatchObject({ uid: "cpu", title: "CPU" });
  expect(first?.problem).toBeUndefined();
  expect(second).toMatchObject({ title: "Copy", problem: expect.stringContaining("CPU.json has the same uid, cpu") });
  const uid = second?.uid ?? "";
  const opened = await library.get({ uid });
  expect(opened.dashboard).toMatchObject({ uid, title: "Copy" });
  await library.save({ dashboard: opened.dashboard, revision: opened.revision, overwrite: false });
  expect((await rows()).map((row) => [row.uid, row.problem])).toEqual([
    ["cpu", undefined],
    [uid, undefined],
  ]);
});

test.each([
  { name: "not JSON", text: '{"kind": "watchdeck-dashboard",\n  "title": CPU}', says: "This is not JSON, at line 2, column 12" },
  {
    name: "from a newer version",
    text: '{"kind": "watchdeck-dashboard", "version": 7, "uid": "x", "title": "T"}',
    says: "This dashboard is of version 7, from a newer Watchdeck",
  },
  { name: "something else", text: '{"name": "package"}', says: "This file holds no dashboard." },
])(
  "a file of ours that is $name is listed with the sentence, cannot be saved over, and can be removed and restored",
  async ({ text, says }) => {
    writeOutside(own("odd.json"), text);
    const [row] = await rows();
    expect(row).toMatchObject({ isReadOnly: true, problem: expect.stringContaining(says), path: own("odd.json") });
    const uid = row?.uid ?? "";
    await expect(library.get({ uid })).rejects.toThrow();
    await expect(save({ uid }, { overwrite: true })).rejects.toEqual(refusal("odd.json is left as it is"));
    const { removed } = await library.remove({ uid });
    expect(await rows()).toEqual([]);
    await library.restore({ removed });
    expect(readFileSync(own("odd.json"), "utf8")).toBe(text);
  },
);

test("a wrong field of a file is repaired, and told with its path", async () => {
  const raw = { ...aDashboard(), description: 5, time: { from: "now-1h", weekStart: "someday" } };
  writeOutside(own("CPU.json"), JSON.stringify(raw));
  const { dashboard, repairs } = await library.get({ uid: "cpu" });
  expect(dashboard).toMatchObject({ description: "5", time: { from: "now-1h", weekStart: "" } });
  expect(repairs.map((text) => text.split(":")[0])).toEqual(["$.time.weekStart", "$.description"]);
});

test("a removed dashboard comes back where it was", async () => {
  const { row } = await save({}, { folder: "A" });
  const { removed } = await library.remove({ uid: "cpu" });
  expect(await rows()).toEqual([]);
  expect((await library.restore({ removed })).row).toMatchObject({ uid: "cpu", folder: "A", path: row.path });
  await expect(library.restore({ removed })).rejects.toThrow("This removed dashboard is not kept any more.");
  mkdirSync(join(dataFolder, "elsewhere"));
  writeFileSync(join(dataFolder, "elsewhere", "origin.json"), '{"place":"own","folder":"","stem":"x"}');
  writeFileSync(join(dataFolder, "elsewhere", "dashboard.json"), "{}");
  await expect(library.restore({ removed: "../elsewhere" })).rejects.toThrow("not kept any more");
});

test("a dashboard moves to another folder with its uid", async () => {
  await save();
  expect((await library.move({ uid: "cpu", place: "own", folder: "B/C" })).row).toMatchObject({ uid: "cpu", folder: "B/C" });
  expect(readdirSync(own())).toEqual(["B"]);
});

test("stars and visits are remembered over a restart", async () => {
  await save();
  await library.star({ uid: "cpu", isStarred: true });
  await library.viewed({ uid: "cpu" });
  await library.close();
  library = await open();
  expect(await rows()).toMatchObject([{ isStarred: true, viewedAt: Date.UTC(2026, 10, 21, 8) }]);
  await library.star({ uid: "cpu", isStarred: false });
  expect(await rows()).toMatchObject([{ isStarred: false }]);
});

test("a draft survives a crash, is offered on opening, and is gone once the dashboard is saved", async () => {
  const { revision } = await save();
  const draft = aDashboard({ title: "Half way" });
  await library.keepDraft({ uid: "cpu", dashboard: draft, revision });
  library = await open();
  expect(await rows()).toMatchObject([{ title: "CPU", hasDraft: true }]);
  expect((await library.get({ uid: "cpu" })).draft).toEqual({ dashboard: draft, savedAt: Date.UTC(2026, 10, 21, 8), revision });
  await library.save({ dashboard: draft, revision, overwrite: false });
  expect(await rows()).toMatchObject([{ title: "Half way", hasDraft: false }]);
});

test("a draft of a dashboard that was never saved is listed, opened and saved like any other", async () => {
  await library.keepDraft({ uid: "new-one", dashboard: aDashboard({ uid: "new-one", title: "New" }) });
  expect(await rows()).toMatchObject([{ uid: "new-one", title: "New", hasDraft: true, place: "own" }]);
  const { dashboard, revision, draft } = await library.get({ uid: "new-one" });
  expect(draft?.dashboard).toEqual(dashboard);
  const { row } = await library.save({ dashboard, revision, overwrite: false });
  expect(row).toMatchObject({ hasDraft: false, path: own("New.json") });
  expect(await rows()).toEqual([row]);
});

test("a file of somebody else's among the drafts costs nothing", async () => {
  await library.keepDraft({ uid: "new-one", dashboard: aDashboard({ uid: "new-one", title: "New" }) });
  writeFileSync(join(dataFolder, "dashboard-drafts", "100%.json"), "{}");
  library = await open();
  expect(await rows()).toMatchObject([{ uid: "new-one" }]);
});

test("an unsaved draft that is removed can be restored as a dashboard", async () => {
  await library.keepDraft({ uid: "../x", dashboard: aDashboard({ uid: "new-one", title: "New" }) });
  const { removed } = await library.remove({ uid: "../x" });
  expect(await rows()).toEqual([]);
  expect((await library.restore({ removed })).row).toMatchObject({ uid: "new-one", title: "New" });
});

test("folders are made, renamed and removed, the last only when empty", async () => {
  await library.makeFolder({ place: "own", folder: "A/B" });
  await library.renameFolder({ place: "own", folder: "A", name: "Z" });
  const folders = async () => (await library.list({})).folders.map(({ folder }) => folder);
  expect(await folders()).toEqual(["Z", "Z/B"]);
  await expect(library.removeFolder({ place: "own", folder: "Z" })).rejects.toEqual(refusal("Z is not empty"));
  await library.removeFolder({ place: "own", folder: "Z/B" });
  await library.makeFolder({ place: "own", folder: "Y" });
  await expect(library.renameFolder({ place: "own", folder: "Y", name: "Z" })).rejects.toEqual(
    refusal("There is a folder .*Z already"),
  );
  await expect(library.renameFolder({ place: "own", folder: "Y", name: "../out" })).rejects.toThrow("no name for a folder");
  expect(await folders()).toEqual(["Y", "Z"]);
});

test("dashboards of a watched folder are listed, changed and saved in place; other files there are left alone", async () => {
  mkdirSync(join(repository, "team"));
  mkdirSync(join(repository, ".git"));
  writeOutside(join(repository, "team", "a.json"), writeDashboardText(aDashboard()));
  writeOutside(join(repository, ".git", "b.json"), writeDashboardText(aDashboard({ uid: "hidden" })));
  writeOutside(join(repository, "package.json"), '{"name": "x"}');
  writeOutside(join(repository, "broken.json"), "{");
  const folder = await library.watch({ path: repository });
  expect(watched).toEqual([folder]);
  expect(await rows()).toMatchObject([{ uid: "cpu", place: folder.id, folder: "team" }]);
  const { dashboard, revision } = await library.get({ uid: "cpu" });
  await library.save({ dashboard: { ...dashboard, title: "Ours" }, revision, overwrite: false });
  expect(JSON.parse(readFileSync(join(repository, "team", "a.json"), "utf8")).title).toBe("Ours");
  await library.unwatch({ id: folder.id });
  expect(await rows()).toEqual([]);
  expect(readdirSync(repository).sort()).toEqual([".git", "broken.json", "package.json", "team"]);
});

test("a watched folder that went says why, and the rest is still listed", async () => {
  await save();
  const path = join(repository, "gone");
  mkdirSync(path);
  await library.watch({ path });
  rmSync(path, { recursive: true });
  const { dashboards, watched: folders } = await library.list({});
  expect(dashboards).toMatchObject([{ uid: "cpu" }]);
  expect(folders).toMatchObject([{ path, problem: `${path} cannot be read: it is not there.` }]);
});

test.each([
  { name: "a path that is not whole", path: () => "dashboards", says: "not a whole path" },
  { name: "nothing", path: () => join(repository, "no"), says: "cannot be watched: it is not there" },
  { name: "our own folder", path: () => own(), says: "are listed already" },
  { name: "a folder around it", path: () => dataFolder, says: "are listed already" },
])("$name cannot be watched", async ({ path, says }) => {
  await expect(library.watch({ path: path() })).rejects.toEqual(refusal(says));
  expect(watched).toEqual([]);
});

test("a folder with far too much in it is refused: it is hardly one of dashboards", async () => {
  for (let count = 0; count <= 2000; count++) mkdirSync(join(repository, `folder-${count}`));
  await expect(library.watch({ path: repository })).rejects.toEqual(
    refusal("has more than 2000 folders; .* Choose a folder further in"),
  );
  expect(watched).toEqual([]);
});

test("a link that leads out of a place is neither read nor written through", async () => {
  writeOutside(join(repository, "secret.json"), writeDashboardText(aDashboard({ uid: "secret" })));
  symlinkSync(join(repository, "secret.json"), own("link.json"));
  symlinkSync(repository, own("away"));
  expect(await rows()).toEqual([]);
  await expect(save({}, { folder: "away" })).rejects.toEqual(refusal("leads out of .* by a link"));
  expect(readdirSync(repository)).toEqual(["secret.json"]);
});

test("a file that was renamed outside is found again under its uid", async () => {
  await save();
  renameSync(own("CPU.json"), own("moved.json"));
  expect((await library.get({ uid: "cpu" })).row.path).toBe(own("moved.json"));
});

test("a Grafana file in a watched folder opens read-only, under a uid that stays", async () => {
  const grafana = {
    title: "Theirs",
    schemaVersion: 39,
    panels: [{ id: 1, type: "timeseries", title: "Up", targets: [{ expr: "up" }] }],
  };
  writeOutside(join(repository, "with-uid.json"), JSON.stringify({ ...grafana, uid: "theirs" }));
  writeOutside(join(repository, "without.json"), JSON.stringify({ ...grafana, title: "Nameless" }));
  await library.watch({ path: repository });
  const [named, nameless] = await rows();
  expect(named).toMatchObject({ uid: "theirs", title: "Theirs", panels: 1, isReadOnly: true });
  expect(named?.problem).toContain("This is a Grafana dashboard");
  expect(nameless).toMatchObject({ uid: expect.stringMatching(/^file-/), title: "Nameless" });
  const { dashboard, row } = await library.get({ uid: nameless?.uid ?? "" });
  expect(dashboard).toMatchObject({ uid: row.uid, title: "Nameless" });
  await expect(library.save({ dashboard, overwrite: true })).rejects.toEqual(refusal("without.json is left as it is"));
  await expect(library.remove({ uid: "theirs" })).rejects.toEqual(refusal("with-uid.json is left as it is"));
});

test("a place on the disk that cannot be written to is a sentence, and what was there is untouched", async () => {
  const { revision } = await save();
  // A file where a folder would have to be: that stops root too, which tests may run as.
  writeFileSync(join(dataFolder, "dashboards-removed"), "");
  await expect(library.remove({ uid: "cpu" })).rejects.toEqual(refusal("^What is there now cannot be kept, so it stays: "));
  writeFileSync(join(dataFolder, "dashboard-drafts"), "");
  await expect(library.keepDraft({ uid: "cpu", dashboard: aDashboard(), revision })).rejects.toEqual(
    refusal("^The unsaved changes cannot be kept: "),
  );
  expect((await library.get({ uid: "cpu" })).revision).toBe(revision);
});

test("of an open dashboard whose file was broken outside, it says what is wrong with the file, and has it back once it is mended", async () => {
  await save();
  await library.get({ uid: "cpu" });
  const path = own("CPU.json");
  const whole = readFileSync(path, "utf8");
  writeOutside(path, whole.replace('"title"', "title"));
  await expect(library.get({ uid: "cpu" })).rejects.toEqual(refusal(`${path}: This is not JSON, at line`));
  writeOutside(path, whole);
  expect((await library.get({ uid: "cpu" })).dashboard.title).toBe("CPU");
});
