import { expect, test } from "vitest";
import type { Field, Frame } from "#shared/dashboards/data/frame";
import { variableSchema } from "#shared/dashboards/variable";
import { matcherWords } from "../../../../../renderer/pages/dashboards/edit/controls/matcher-kinds";
import { fieldNamesOf } from "../../../../../renderer/pages/dashboards/edit/panel-editor/field-names";
import { standIns } from "../../../../../renderer/pages/dashboards/edit/queries/stand-ins";
import { operandText } from "../../../../../renderer/pages/dashboards/edit/transformations/forms/operand-text";
import { stageWords } from "../../../../../renderer/pages/dashboards/edit/transformations/stages";

const field = (display: string): Field => ({
  kind: "number",
  values: new Float64Array(2),
  name: "Value",
  display,
  labels: {},
  config: {},
});
const frame = (shape: Frame["shape"], ...names: string[]): Frame => ({ refId: "A", shape, fields: names.map(field), length: 2 });

test.each([
  { matcher: { id: "byName", options: "user" }, expected: "The field “user”" },
  { matcher: { id: "byRegexp", options: "/^a/" }, expected: "Fields that match /^a/" },
  { matcher: { id: "byNames", options: { names: [] } }, expected: "No fields yet" },
  { matcher: { id: "byNames", options: { names: ["a"] } }, expected: "The field “a”" },
  { matcher: { id: "byNames", options: { names: ["a", "b", 3] } }, expected: "2 fields" },
  { matcher: { id: "byNames", options: null }, expected: "No fields yet" },
  { matcher: { id: "byType", options: "number" }, expected: "Numbers" },
  { matcher: { id: "byFrameRefID", options: "B" }, expected: "All of query B" },
  { matcher: { id: "somebody's" }, expected: "Fields by somebody's" },
])("an override by $matcher.id is called $expected", ({ matcher, expected }) => expect(matcherWords(matcher)).toBe(expected));

test.each([
  { frames: [], expected: "0 tables, 0 rows, 0 fields" },
  { frames: [frame("table", "a")], expected: "1 table, 2 rows, 1 field" },
  { frames: [frame("series", "a", "b"), frame("series", "a", "c")], expected: "2 series, 4 rows, 4 fields" },
])("what a transformation leaves is said as $expected", ({ frames, expected }) =>
  expect(stageWords({ frames, problems: [] })).toBe(expected),
);

test("each field is offered once by what people call it", () => {
  expect(fieldNamesOf([frame("series", "a", "b"), frame("series", "a", "")])).toEqual(["a", "b", "Value"]);
});

test("variables are offered before macros, and filters not at all: they are no text", () => {
  const variables = [
    variableSchema.parse({ kind: "query", name: "job", label: "Job" }),
    variableSchema.parse({ kind: "adhoc", name: "filters" }),
  ];
  expect(standIns(variables).slice(0, 2)).toEqual([
    { name: "$job", about: "Job" },
    { name: "$__rate_interval", about: "for rate() and increase(): at least four scrapes" },
  ]);
});

test.each([
  { value: "Field A", expected: "Field A" },
  { value: 2, expected: "2" },
  { value: { fixed: "2" }, expected: "2" },
  { value: { matcher: { id: "byName", options: "B" } }, expected: "B" },
  { value: null, expected: "" },
])("an operand written as $value is $expected", ({ value, expected }) => expect(operandText(value)).toBe(expected));
