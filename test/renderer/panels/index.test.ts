import { expect, test } from "vitest";
import type { z } from "zod";
import { panelTypeOf, panelTypes } from "../../../renderer/panels/index";
import type { Control } from "../../../renderer/panels/panel";
import { panelOptionSchemas } from "../../../shared/dashboards/options/index";

/** The paths of an object's leaves; lists are leaves. */
function leavesOf(value: unknown, path = ""): string[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [path];
  return Object.entries(value).flatMap(([key, part]) => leavesOf(part, path === "" ? key : `${path}.${key}`));
}

const pathsOf = (schema: z.ZodObject): string[] => [...new Set([...Object.keys(schema.shape), ...leavesOf(schema.parse({}))])];

/** Whether a control sets this option, the whole of it, or a part of it. */
const isSetBy = (option: string, controls: readonly Control[]): boolean =>
  controls.some(({ path }) => path === option || path.startsWith(`${option}.`) || option.startsWith(`${path}.`));

test("there is one panel for each id that dashboards may name, and nothing else", () => {
  expect(panelTypes.map(({ id }) => id).sort()).toEqual(Object.keys(panelOptionSchemas).sort());
});

test("a kind that is not ours has no panel, whatever it is called", () => {
  for (const id of ["geomap", "", "__proto__", "constructor"]) expect(panelTypeOf(id)).toBeUndefined();
  expect(panelTypeOf("stat")?.title).toBe("Stat");
});

/** Kept for the files that have them, and for taking them back out: these panels draw nothing by them. */
const withoutControl: Readonly<Record<string, readonly string[]>> = {
  table: ["sortBy"],
  text: ["code.language"],
  piechart: ["legend.calcs"],
  heatmap: ["rowsFrame", "rowsFrame.layout", "tooltip.yHistogram"],
  histogram: ["legend.displayMode", "legend.calcs", "tooltip.sort"],
  "state-timeline": ["legend.displayMode", "legend.calcs", "tooltip.sort"],
  "status-history": ["legend.displayMode", "legend.calcs", "tooltip.sort"],
};

test.each(panelTypes.map((type) => ({ id: type.id, type })))(
  "$id: every option has a control, and every control an option",
  ({ id, type }) => {
    const options = pathsOf(type.options).filter((path) => !withoutControl[id]?.includes(path));
    expect(options.filter((path) => !isSetBy(path, type.optionControls))).toEqual([]);
    const known = new Set(Object.keys(type.options.shape));
    expect(type.optionControls.filter(({ path }) => !known.has(path.split(".")[0] ?? ""))).toEqual([]);
  },
);

test.each(panelTypes.map((type) => ({ id: type.id, type })))(
  "$id: each of its field's controls sets something of its own",
  ({ type }) => {
    const known = new Set(Object.keys(type.custom?.shape ?? {}));
    expect(type.fieldControls.filter(({ path }) => !known.has(path.split(".")[0] ?? ""))).toEqual([]);
  },
);

test.each(panelTypes.map((type) => ({ id: type.id, type })))("$id: no two controls set the same", ({ type }) => {
  for (const controls of [type.optionControls, type.fieldControls]) {
    const paths = controls.map(({ path }) => path);
    expect(paths).toEqual([...new Set(paths)]);
  }
});
