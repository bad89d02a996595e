// biome-ignore-all lint/suspicious/noTemplateCurlyInString: dashboards name what they leave open so
import { expect, test } from "vitest";
import type { ImportedDashboard, ImportOutcome } from "#shared/dashboards/import/outcome";
import {
  clashesOf,
  foldersOfFiles,
  groupReport,
  itemsOf,
  placeholdersOf,
} from "../../../../renderer/pages/dashboards/import/items";
import { readFiles } from "../../../../renderer/pages/dashboards/import/read-files";
import { aDashboard, aDashboardRow } from "../../../support/dashboards";

const imported = (changes: Partial<ImportedDashboard> = {}): ImportedDashboard => ({
  dashboard: aDashboard(),
  shape: "classic",
  report: [],
  sources: [],
  constants: [],
  panels: { total: 1, drawn: 1 },
  ...changes,
});
const found = (...list: ImportedDashboard[]) =>
  itemsOf(
    list.map((_, index) => ({ name: `${index}`, text: `${index}` })),
    (text) => ({ found: list.slice(Number(text), Number(text) + 1) }),
  );

test("each file gives its dashboards, or the sentence why it has none", () => {
  const answers: Record<string, ImportOutcome> = {
    two: { found: [imported(), imported({ dashboard: aDashboard({ uid: "b" }) })] },
    none: { found: [] },
    bad: { found: [], failure: "This is not JSON, at line 1, column 2: …" },
  };
  const given = [
    { name: "two.json", text: "two" },
    { name: "none.json", text: "none" },
    { name: "bad.json", text: "bad" },
    { name: "large.json", text: "", problem: "This is larger than 25 MB: that is no dashboard." },
  ];
  const items = itemsOf(given, (text) => answers[text] ?? { found: [] });
  expect(items.map((item) => (item.kind === "found" ? [item.from, item.imported.dashboard.uid] : [item.from, item.say]))).toEqual(
    [
      ["two.json", "cpu"],
      ["two.json", "b"],
      ["none.json", "There is no dashboard in it."],
      ["bad.json", "This is not JSON, at line 1, column 2: …"],
      ["large.json", "This is larger than 25 MB: that is no dashboard."],
    ],
  );
  expect(new Set(items.map(({ key }) => key)).size).toBe(items.length);
});

test("a source that several dashboards name is asked for once", () => {
  const source = { id: "${DS_PROMETHEUS}", kind: "prometheus", label: "Prometheus", usedBy: 3 };
  expect(
    placeholdersOf(
      found(
        imported({ sources: [source] }),
        imported({
          sources: [
            { ...source, usedBy: 4 },
            { ...source, id: "loki" },
          ],
        }),
      ),
    ),
  ).toEqual([
    { ...source, usedBy: 7 },
    { ...source, id: "loki" },
  ]);
});

test("a uid that is there already, or twice among the files, is a clash", () => {
  const items = found(
    imported(),
    imported({ dashboard: aDashboard({ uid: "new", title: "New" }) }),
    imported({ dashboard: aDashboard({ uid: "new" }) }),
  );
  expect([...clashesOf(items, [aDashboardRow({ uid: "cpu", title: "Mine" })]).values()]).toEqual(["Mine", "New"]);
});

test("a folder that the file names is offered where it is not there yet", () => {
  const items = found(
    imported({ folder: "Linux" }),
    imported({ folder: "Linux" }),
    imported({ folder: " " }),
    imported({ folder: "Data/Web" }),
  );
  const lines = [{ place: "own", folder: "Data/Web", name: "Web", level: 2, count: 0 }];
  expect(foldersOfFiles(items, lines)).toEqual([{ place: "own", folder: "Linux", name: "Linux", level: 1, count: 0 }]);
});

test("the report is told panel by panel, and only what was left out when asked so", () => {
  const report = [
    { path: "$.a", level: "left-out" as const, say: "A." },
    { path: "$.panels[0].x", panel: "CPU", level: "converted" as const, say: "B." },
    { path: "$.b", level: "note" as const, say: "C." },
    { path: "$.panels[0].y", panel: "CPU", level: "left-out" as const, say: "D." },
  ];
  const told = (isOnlyLeftOut: boolean) =>
    groupReport(report, isOnlyLeftOut).map(({ title, lines }) => [title, ...lines.map(({ say }) => say)]);
  expect(told(false)).toEqual([
    ["The dashboard as a whole", "A.", "C."],
    ["CPU", "B.", "D."],
  ]);
  expect(told(true)).toEqual([
    ["The dashboard as a whole", "A."],
    ["CPU", "D."],
  ]);
});

test("a file that is too large is refused by its size and never read; one that cannot be read says so", async () => {
  const neverRead = () => Promise.reject(new Error("it was read"));
  const files = [
    { name: "a.json", size: 2, text: async () => "{}" },
    { name: "b.json", size: 50_000_000, text: neverRead },
    { name: "folder", size: 0, text: neverRead },
  ];
  expect(await readFiles(files)).toEqual([
    { name: "a.json", text: "{}" },
    { name: "b.json", text: "", problem: "This is larger than 25 MB: that is no dashboard." },
    { name: "folder", text: "", problem: expect.stringMatching(/^This could not be read/) },
  ]);
  const many = Array.from({ length: 250 }, (_, index) => ({ name: `${index}`, size: 2, text: async () => "{}" }));
  expect((await readFiles(many)).at(-1)?.problem).toBe("Only the first 200 files are read at once; 50 were left out.");
});
