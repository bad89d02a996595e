import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { settle } from "../../../support/fake-clock";
import { type LocalRules, startLocalRules } from "../../../support/local-rules";

const second = 1000;
let at: LocalRules;
let folder: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "watchdeck-folder-"));
  at = await startLocalRules();
});
afterEach(async () => {
  await at.close();
  rmSync(folder, { recursive: true, force: true });
});

const put = (name: string, text: string) => writeFileSync(join(folder, name), text);
const rule = (name: string) => `groups:\n- name: g\n  interval: 10s\n  rules:\n  - alert: ${name}\n    expr: x > 1\n`;
const watch = (source = "local") => at.rules.addFolder({ path: folder, source });

/** Lets the poll of the files come round and finish. */
async function poll(): Promise<void> {
  await at.clock.advance(2 * second);
  // Waits its turn behind the poll, and changes nothing.
  await at.rules.removeFolder("none").catch(() => undefined);
  await settle();
}

const shown = () =>
  at.rules
    .snapshot()
    .map(({ path, origin, enabled, groups, problem }) =>
      [
        path.replace(`${folder}/`, ""),
        origin,
        enabled ? "" : "off",
        ...groups.flatMap(({ rules }) => rules.map(({ name }) => name)),
        problem === undefined ? "" : "PROBLEM",
      ]
        .filter(Boolean)
        .join(" "),
    );

test("the rule files of a folder are loaded, and nothing else that lies there", async () => {
  put("a.yml", rule("A"));
  put("b.yaml", rule("B"));
  put("c.rules", rule("C"));
  put("bare.yml", "- alert: D\n  expr: x\n");
  put("prometheus.yml", "scrape_configs: []\n");
  put("unit-test.yml", "rule_files: [a.yml]\ntests: []\n");
  put("notes.txt", rule("E"));
  put(".hidden.yml", rule("F"));
  mkdirSync(join(folder, "sub.yml"));
  const row = await watch();
  expect(row).toMatchObject({ path: folder, source: "local", files: 4 });
  expect(shown()).toEqual(["a.yml folder A", "b.yaml folder B", "bare.yml folder D", "c.rules folder C"]);
});

test("a file that comes is loaded, one that changes is read again, one that goes takes its alerts along", async () => {
  await watch();
  put("a.yml", rule("A"));
  await poll();
  at.sample(["x", {}, 2]);
  await at.clock.advance(second);
  expect(at.ledger.changes()).toEqual(["A firing"]);
  put("a.yml", rule("Renamed"));
  await poll();
  expect(shown()).toEqual(["a.yml folder Renamed"]);
  rmSync(join(folder, "a.yml"));
  await poll();
  expect(shown()).toEqual([]);
  expect(at.ledger.changes().slice(0, 2)).toEqual(["A firing", "A dropped: its rule is no longer in the file"]);
  expect(at.rules.folders()).toMatchObject([{ files: 0 }]);
});

test("a file that is no rules at first is loaded once it is; one that was rules and is broken now is shown with its problem", async () => {
  put("a.yml", "to come: rules\n");
  await watch();
  expect(shown()).toEqual([]);
  put("a.yml", rule("A"));
  await poll();
  expect(shown()).toEqual(["a.yml folder A"]);
  put("a.yml", "groups: 7\n");
  await poll();
  expect(shown()).toEqual(["a.yml folder A PROBLEM"]);
});

test("a folder that is away for a while keeps its rules, and says so", async () => {
  put("a.yml", rule("A"));
  await watch();
  renameSync(folder, `${folder}-away`);
  await poll();
  expect(shown()).toEqual([expect.stringMatching(/A PROBLEM$/)]);
  expect(at.rules.folders()).toMatchObject([
    { problem: `${folder} cannot be read (ENOENT); it is looked for again every few seconds.` },
  ]);
  renameSync(`${folder}-away`, folder);
  await poll();
  expect(shown()).toEqual(["a.yml folder A"]);
  expect(at.rules.folders()[0]?.problem).toBeUndefined();
});

test("a file can be switched off and on, and is neither moved to another source nor removed alone", async () => {
  put("a.yml", rule("A"));
  await watch();
  const [file] = at.rules.snapshot();
  const id = file?.id ?? "";
  expect(await at.rules.update({ id, enabled: false })).toMatchObject({ enabled: false, origin: "folder" });
  await poll();
  expect(shown()).toEqual(["a.yml folder off A"]);
  await at.rules.update({ id, enabled: true });
  expect(shown()).toEqual(["a.yml folder A"]);
  await expect(at.rules.update({ id, source: "prod" })).rejects.toMatchObject({ failure: { kind: "refused" } });
  await expect(at.rules.remove(id)).rejects.toMatchObject({
    failure: { say: `${folder}/a.yml lies in a watched folder: switch it off here, or take it out of the folder.` },
  });
});

test("no longer watched, a folder takes its rules along and keeps its files", async () => {
  put("a.yml", rule("A"));
  const { id } = await watch();
  await at.rules.removeFolder(id);
  expect({ shown: shown(), folders: at.rules.folders() }).toEqual({ shown: [], folders: [] });
  await expect(at.rules.removeFolder(id)).rejects.toMatchObject({ failure: { kind: "not-found" } });
});

test.each([
  { name: "nothing", path: () => join(folder, "none"), say: /none cannot be read: there is no such folder\.$/ },
  {
    name: "a file",
    path: () => {
      put("a.yml", rule("A"));
      return join(folder, "a.yml");
    },
    say: /a\.yml is no folder; load it as a file\.$/,
  },
  { name: "a path from nowhere", path: () => "rules", say: /^rules is not a whole path/ },
])("$name cannot be watched", async ({ path, say }) => {
  await expect(at.rules.addFolder({ path: path(), source: "local" })).rejects.toMatchObject({
    failure: { say: expect.stringMatching(say) },
  });
});

test("a folder is watched once for a source", async () => {
  await watch();
  await expect(watch()).rejects.toMatchObject({ failure: { say: `${folder} is watched already.` } });
  await watch("prod");
  expect(at.rules.folders()).toHaveLength(2);
});
