// Dashboards with anything in any place: whatever a file holds, reading it never throws, and what comes out can be saved, exported
// and read again.
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { dashboardSchema } from "#shared/dashboards/dashboard";
import { exportClassic, exportShared } from "#shared/dashboards/export/classic";
import { importDashboards } from "#shared/dashboards/import/import";
import { chooseSeed, createRandom, type Random } from "../../../support/random-numbers";

const folder = new URL("../../../fixtures/dashboards/", import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith(".json"));
const runs = 60;

const anything: readonly unknown[] = [
  ...[null, true, false, 0, -1, 1.5, 1e300, "", "x", "5", "NaN", "$a", "[[b]]", "constructor", "toString"],
  ...[[], {}, [null], [[]], { a: 1 }, [1, "2", {}], { type: "graph" }, { uid: "x" }, { mode: "fixed" }, { list: {} }],
];

type Node = [holder: Record<string, unknown>, name: string];

function nodesOf(value: unknown): Node[] {
  if (typeof value !== "object" || value === null) return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((name): Node[] => [[holder, name], ...nodesOf(holder[name])]);
}

function damaged(text: string, random: Random): string {
  const dashboard: unknown = JSON.parse(text);
  const nodes = nodesOf(dashboard);
  for (let count = random.whole(1, 12); count > 0; count--) {
    const [holder, name] = random.pick(nodes);
    const [otherHolder, otherName] = random.pick(nodes);
    if (random.chance(0.15)) delete holder[name];
    else if (random.chance(0.1)) holder[name] = structuredClone(otherHolder[otherName]);
    else holder[name] = structuredClone(anything[random.whole(0, anything.length - 1)]);
  }
  return JSON.stringify(dashboard);
}

test(`of ${runs} dashboards damaged at random, none throws, and each can be saved, exported and read again`, () => {
  const random = createRandom(chooseSeed());
  const texts = new Map(files.map((name) => [name, readFileSync(new URL(name, folder), "utf8")]));
  for (let run = 0; run < runs; run++) {
    const text = damaged(texts.get(random.pick(files)) ?? "", random);
    for (const { dashboard } of importDashboards(text).found) {
      expect(dashboardSchema.parse(dashboard), text).toEqual(dashboard);
      exportShared(dashboard);
      const [again] = importDashboards(JSON.stringify(exportClassic(dashboard))).found;
      expect(dashboardSchema.safeParse(again?.dashboard).success, text).toBe(true);
    }
  }
}, 30_000);
