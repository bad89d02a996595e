import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { z } from "zod";
import { dashboardSchema } from "#shared/dashboards/dashboard";

/** What editors and other programs check our files with. `UPDATE_SCHEMA=1` writes it anew. */
const path = new URL("../../../assets/dashboard.schema.json", import.meta.url);

test("assets/dashboard.schema.json says what this version reads", async () => {
  const schema = {
    $id: "watchdeck-dashboard-1",
    title: "A Watchdeck dashboard, version 1",
    ...z.toJSONSchema(dashboardSchema, { io: "input" }),
  };
  if (process.env.UPDATE_SCHEMA) (await import("node:fs")).writeFileSync(path, `${JSON.stringify(schema, null, 2)}\n`);
  expect(JSON.parse(readFileSync(path, "utf8"))).toEqual(JSON.parse(JSON.stringify(schema)));
});
