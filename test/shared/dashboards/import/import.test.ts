// Whole dashboards, each with the features of a family of public ones; what becomes of them is written out under
// test/fixtures/dashboards/expected, to be read there.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { dashboardSchema } from "#shared/dashboards/dashboard";
import { importDashboards } from "#shared/dashboards/import/import";
import { outcomeWords } from "../../../support/dashboard-words";

const folder = new URL("../../../fixtures/dashboards/", import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, folder), "utf8");

const files = [
  { name: "a host on the grid of today", file: "node-grid.json" },
  { name: "a host in the rows of 2017", file: "node-rows.json" },
  { name: "containers of 2016, with bars by series and old tables", file: "containers.json" },
  { name: "a mixin with tables of several queries", file: "cluster-mixin.json" },
  { name: "PostgreSQL with constants, filters and two axes", file: "postgresql.json" },
  { name: "Redis with a repeated panel and the old pie chart", file: "redis.json" },
  { name: "MySQL with rows that repeat and copies that were saved", file: "mysql.json" },
  { name: "probes with mappings and state timelines", file: "probes.json" },
  { name: "runtimes with heatmaps of all ages", file: "runtimes.json" },
  { name: "queues with library panels and unknown plugins", file: "queues.json" },
  { name: "lists, texts and gauges from the oldest to today's", file: "lists.json" },
  { name: "GPUs without numbers, places or letters", file: "gpu.json" },
  { name: "the second version, with tabs, rows and panels that place themselves", file: "v2.json" },
  { name: "the first draft of the second version", file: "v2alpha1.json" },
  { name: "a resource of Kubernetes", file: "resource.json" },
  { name: "an answer of Grafana's API", file: "answer.json" },
  { name: "ConfigMaps and a dashboard of the operator", file: "configmaps.yaml" },
  { name: "one with markup in every text and nothing where it belongs", file: "hostile.json" },
  { name: "the blocks of the Hybrid AI guide", file: "guides/hybrid-ai-stack.md" },
  { name: "the variables of the Daena guide, without their braces", file: "guides/daena.md" },
];

test.each(files)("$name is read as written down", async ({ file }) => {
  const expected = new URL(`expected/${file.replaceAll(/\W+/g, "-")}.txt`, folder);
  await expect(outcomeWords(importDashboards(read(file)))).toMatchFileSnapshot(expected.pathname);
});

test.each(files)("$name becomes a dashboard that can be saved", ({ file }) => {
  for (const { dashboard } of importDashboards(read(file)).found) {
    expect(dashboardSchema.parse(dashboard)).toEqual(dashboard);
  }
});

test("nothing of the guides is left out, and all of their panels are drawn", () => {
  const found = ["guides/hybrid-ai-stack.md", "guides/daena.md"].flatMap((file) => importDashboards(read(file)).found);
  expect(found.flatMap(({ report }) => report.filter(({ level }) => level === "left-out"))).toEqual([]);
  expect(found.map(({ panels }) => panels.total - panels.drawn)).toEqual(found.map(() => 0));
});

test("the name of the file is for a dashboard without a title", () => {
  const titleOf = (text: string) => importDashboards(text, { name: "From a file" }).found[0]?.dashboard.title;
  expect(titleOf('{"title": "Own", "panels": []}')).toBe("Own");
  expect(titleOf('{"schemaVersion": 41, "panels": []}')).toBe("From a file");
});

test("a dashboard without a uid gets the same one from the same text, and another one from another", () => {
  const uidOf = (text: string) => importDashboards(text).found[0]?.dashboard.uid;
  expect(uidOf('{"title": "A & b", "panels": []}')).toBe(uidOf('{"title": "A & b", "panels": []}'));
  expect(uidOf('{"title": "A & b", "panels": []}')).not.toBe(uidOf('{"title": "A & b", "panels": [], "tags": ["x"]}'));
  expect(uidOf('{"title": "A & b", "panels": []}')).toMatch(/^a-b-\w+$/);
});

test("one of our own comes back as it is, with its repairs for a report", () => {
  const text = JSON.stringify({ kind: "watchdeck-dashboard", version: 1, uid: "x", title: "Ours", tags: 5 });
  const [found] = importDashboards(text).found;
  expect(found?.shape).toBe("ours");
  expect(found?.dashboard).toMatchObject({ uid: "x", title: "Ours", tags: [] });
  expect(found?.report.map(({ say }) => say)).toEqual(["$.tags: expected array, received number; it was left out."]);
});

test("markup stays text, and no name reaches the prototype of anything", () => {
  const [found] = importDashboards(read("hostile.json")).found;
  const markup = "<img src=x onerror=alert(1)>\"'`</script>";
  expect(found?.dashboard.title).toBe(markup);
  expect(found?.dashboard.elements["panel-1"]?.queries[0]).toMatchObject({ expr: markup, legendFormat: markup });
  expect(Object.hasOwn(Object.prototype, "text")).toBe(false);
  expect(JSON.stringify(found)).not.toContain('"__proto__":');
});
