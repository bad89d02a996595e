// biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is how dashboards write what stands for a value
import { expect, test } from "vitest";
import { applyFieldConfig, fieldConfigProblems } from "#shared/dashboards/data/apply-field-config";
import type { Frame } from "#shared/dashboards/data/frame";
import type { FieldConfig, Override } from "#shared/dashboards/field-config";
import { namesIn, series, table } from "../../../support/frames";

const cpu = { labels: { job: "node", cpu: "0" }, values: [1, 2] };
const idle = { labels: { job: "node", cpu: "1" }, values: [0, 0] };
const frames = [...series([cpu], { legendFormat: "busy" }), ...series([idle], { refId: "B", legendFormat: "idle" })];

const apply = (all: readonly Frame[], defaults: FieldConfig, overrides: Override[] = [], fill = (text: string) => text) =>
  applyFieldConfig(all, { defaults, overrides }, fill);

const configs = (all: readonly Frame[]) =>
  Object.fromEntries(all.flatMap(({ fields }) => fields.map(({ display, config }) => [display, config])));

const unit = (value: unknown) => [{ id: "unit", value }];

test.each<{ name: string; matcher: Override["matcher"]; expected: string[] }>([
  { name: "a legend", matcher: { id: "byName", options: "busy" }, expected: ["busy"] },
  { name: "the column's own name", matcher: { id: "byName", options: "Value" }, expected: ["busy", "idle"] },
  { name: "the whole name of a series", matcher: { id: "byName", options: '{cpu="1", job="node"}' }, expected: ["idle"] },
  { name: "a pattern", matcher: { id: "byRegexp", options: "/^B.*y$/i" }, expected: ["busy"] },
  { name: "some names", matcher: { id: "byNames", options: { names: ["idle", "x"] } }, expected: ["idle"] },
  {
    name: "all but some names",
    matcher: { id: "byNames", options: { mode: "exclude", names: ["idle", "Time"] } },
    expected: ["busy"],
  },
  { name: "a kind of column", matcher: { id: "byType", options: "number" }, expected: ["busy", "idle"] },
  { name: "the query", matcher: { id: "byFrameRefID", options: "B" }, expected: ["Time", "idle"] },
  { name: "a value", matcher: { id: "byValue", options: { reducer: "max", op: "gt", value: 1 } }, expected: ["Time", "busy"] },
  {
    name: "values that are all zero",
    matcher: { id: "byValue", options: { reducer: "allIsZero", op: "gte", value: 0 } },
    expected: ["idle"],
  },
])("an override is about fields by $name", ({ matcher, expected }) => {
  const applied = apply(frames, {}, [{ matcher, properties: unit("bytes") }]);
  const chosen = applied.flatMap(({ fields }) => fields.filter(({ config }) => config.unit === "bytes"));
  expect([...new Set(chosen.map(({ display }) => display))]).toEqual(expected);
});

test("defaults give way to overrides, of which the last wins, and take nothing from each other", () => {
  const applied = apply(frames, { unit: "s", decimals: 1, custom: { lineWidth: 1, stacking: { mode: "normal", group: "A" } } }, [
    {
      matcher: { id: "byRegexp", options: "/.*/" },
      properties: [
        { id: "unit", value: "ms" },
        { id: "custom.fillOpacity", value: 30 },
      ],
    },
    {
      matcher: { id: "byName", options: "busy" },
      properties: [
        { id: "unit", value: "h" },
        { id: "custom.stacking", value: { mode: "none" } },
      ],
    },
    { matcher: { id: "byName", options: "busy" }, properties: [{ id: "decimals", value: null }] },
  ]);
  const { busy, idle } = configs(applied);
  expect(busy).toEqual({ unit: "h", custom: { lineWidth: 1, fillOpacity: 30, stacking: { mode: "none" } } });
  expect(idle).toEqual({
    unit: "ms",
    decimals: 1,
    custom: { lineWidth: 1, fillOpacity: 30, stacking: { mode: "normal", group: "A" } },
  });
});

test("what nothing is said of shares one object, ten thousand times", () => {
  const defaults = { unit: "s" };
  const applied = apply(frames, defaults);
  expect(applied.every(({ fields }) => fields.every(({ config }) => config === defaults))).toBe(true);
});

test("the frames that were given stay as they were", () => {
  apply(frames, { unit: "s", displayName: "x" }, [
    { matcher: { id: "byName", options: "busy" }, properties: [{ id: "custom.a", value: 1 }] },
  ]);
  expect(frames[0]?.fields[1]).toMatchObject({ display: "busy", config: {} });
});

test.each([
  { displayName: "CPU ${__field.labels.cpu}", expected: ["CPU 0", "CPU 1"] },
  { displayName: '${__field.labels["cpu"]}/${__field.labels.nothing}', expected: ["0/", "1/"] },
  { displayName: "${__series.name}!", expected: ["busy!", "idle!"] },
  { displayName: "${__field.name} $host", expected: ["Value db", "Value db"] },
  { displayName: "${__unknown.x}", expected: ["${__unknown.x}", "${__unknown.x}"] },
])("a display name may hold $displayName", ({ displayName, expected }) => {
  const applied = apply(frames, { displayName }, [], (text) => text.replace("$host", "db"));
  // Told apart where they are the same; here only the beginning is of interest.
  expect(namesIn(applied).map((name) => name.replace(/ \{.*/, ""))).toEqual(expected);
});

test("what a label holds is text: a variable in it is not filled in", () => {
  const [frame] = apply(series([{ labels: { a: "$host" }, values: [1] }]), { displayName: "${__field.labels.a}" }, [], (text) =>
    text.replace("$host", "db"),
  );
  expect(frame?.fields[1]?.display).toBe("$host");
});

test("a display name may hold cells of its row", () => {
  const applied = apply(
    [
      table("A", [
        ["name", "x"],
        ["db", 3],
      ]),
    ],
    {},
    [
      {
        matcher: { id: "byName", options: "x" },
        properties: [{ id: "displayName", value: "$__cell_0 and ${__data.fields.name}" }],
      },
    ],
  );
  expect(namesIn(applied)).toEqual(["name", "db and db"]);
});

test("the name for all lines is not that of their times", () => {
  const [frame] = apply(series([cpu]), { displayName: "Load" });
  expect(frame?.fields.map(({ display }) => display)).toEqual(["Time", "Load"]);
});

test("series of the same name are told apart by what differs, or by number", () => {
  const twice = series([cpu, idle, cpu], { legendFormat: "same" });
  expect(namesIn(apply(twice, {}))).toEqual(['same {cpu="0"}', 'same {cpu="1"}', 'same {cpu="0"} 2']);
});

test("columns of a table are told apart in their table only", () => {
  const one = table("A", [
    ["x", "x"],
    [1, 2],
  ]);
  expect(namesIn(apply([one, one], {}))).toEqual(["x", "x 2", "x", "x 2"]);
});

test("every number knows the range of the panel", () => {
  expect(apply(frames, {})[0]?.fields[1]?.range).toEqual({ min: 0, max: 2 });
});

test.each<{ name: string; override: Override; expected: string[] }>([
  {
    name: "an unknown property",
    override: { matcher: { id: "byName", options: "a" }, properties: [{ id: "shape", value: 1 }] },
    expected: ['Override 1: there is no property "shape".'],
  },
  {
    name: "a value it cannot have",
    override: { matcher: { id: "byName", options: "a" }, properties: [{ id: "decimals", value: "many" }] },
    expected: ['Override 1: the value of "decimals" is not one it can have.'],
  },
  {
    name: "a path into every object",
    override: { matcher: { id: "byName", options: "a" }, properties: [{ id: "custom.__proto__.x", value: 1 }] },
    expected: ['Override 1: there is no property "custom.__proto__.x".'],
  },
  {
    name: "an unknown matcher",
    override: { matcher: { id: "byMood" }, properties: [] },
    expected: ['Override 1 is left out. Fields cannot be chosen by "byMood".'],
  },
  {
    name: "a pattern that is none",
    override: { matcher: { id: "byRegexp", options: "/(/" }, properties: [] },
    expected: ['Override 1 is left out. The pattern "/(/" cannot be used: missing closing ).'],
  },
])("$name is left out, in a sentence", ({ override, expected }) => {
  expect(fieldConfigProblems({ defaults: {}, overrides: [override] })).toEqual(expected);
  expect(namesIn(apply(frames, {}, [override]))).toEqual(["busy", "idle"]);
  expect(({} as { x?: number }).x).toBeUndefined();
});
