// The packs as files: whole, valid, with queries that parse, and all of them in the list.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { panelOptionSchemas } from "#shared/dashboards/options/index";
import { readDashboard } from "#shared/dashboards/read-dashboard";
import { fillQuery } from "#shared/dashboards/variables/fill";
import type { Scope } from "#shared/dashboards/variables/scope";
import { checkPromql } from "#shared/promql/parse";

const folder = join(import.meta.dirname, "../../../assets/dashboards");
const read = (file: string) => JSON.parse(readFileSync(join(folder, file), "utf8"));
const files = readdirSync(folder).filter((file) => file !== "packs.json");
const packs = read("packs.json") as { id: string; title: string; about: string; dashboards: string[]; anyOf?: string[] }[];

test("every dashboard is in one pack, and every pack says what it is for", () => {
  expect(packs.flatMap(({ dashboards }) => dashboards).sort()).toEqual([...files].sort());
  expect(packs.filter(({ title, about }) => title === "" || about === "")).toEqual([]);
});

test("no two dashboards have the same uid or title", () => {
  const all = files.map(read);
  expect(new Set(all.map(({ uid }) => uid)).size).toBe(files.length);
  expect(new Set(all.map(({ title }) => title)).size).toBe(files.length);
});

test.each(files)("%s is read without a repair, and its queries parse", (file) => {
  const found = readDashboard(read(file));
  if (!found.ok) throw new Error(found.say);
  expect(found.repairs).toEqual([]);
  const { dashboard } = found;
  const chosen = { values: ["one", "two"], texts: ["one", "two"] };
  const scope: Scope = {
    variables: new Map(dashboard.variables.map((variable) => [variable.name, { variable, chosen }])),
    range: { from: 0, to: 3_600_000 },
    rawRange: { from: "now-1h", to: "now" },
    timeZone: "utc",
    dashboard,
    locals: new Map([["__rate_interval", "1m"]]),
  };
  for (const panel of Object.values(dashboard.elements)) {
    expect(Object.keys(panelOptionSchemas)).toContain(panel.type);
    for (const query of panel.queries) expect(checkPromql(fillQuery(query.expr, scope)), query.expr).toEqual([]);
  }
});
