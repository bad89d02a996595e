import { expect, test } from "vitest";
import {
  addQuery,
  duplicateQuery,
  moveQuery,
  nextRefId,
  removeQuery,
  renameQuery,
  setQuery,
} from "../../../../shared/dashboards/change/queries";
import { type Panel, panelSchema } from "../../../../shared/dashboards/panel";

const panel: Panel = panelSchema.parse({
  id: 1,
  type: "table",
  queries: [
    { refId: "A", expr: "up" },
    { refId: "C", expr: "down", source: "prod", mode: "instant", format: "table" },
  ],
  fieldConfig: {
    defaults: {},
    overrides: [
      { matcher: { id: "byFrameRefID", options: "C" }, properties: [] },
      { matcher: { id: "byName", options: "C" }, properties: [] },
    ],
  },
  transformations: [
    { id: "reduce", filter: { id: "byFrameRefID", options: "C" } },
    { id: "limit", filter: { id: "byRefId", options: "C" } },
  ],
});
const outline = ({ queries }: Panel) => queries.map(({ refId, expr }) => `${refId} ${expr}`);

test.each([
  { taken: [], expected: "A" },
  { taken: ["A", "C"], expected: "B" },
  { taken: [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"], expected: "A1" },
])("the first letter that $taken leave free is $expected", ({ taken, expected }) =>
  expect(nextRefId(taken.map((refId) => ({ refId })))).toBe(expected),
);

test("a new query is asked like the last one", () => {
  expect(addQuery(panel).queries[2]).toMatchObject({ refId: "B", expr: "", source: "prod", mode: "instant", format: "table" });
  expect(addQuery({ ...panel, queries: [] }).queries[0]).toMatchObject({ refId: "A", source: "", mode: "range" });
});

test("a copy stands behind its original under a letter of its own", () => {
  expect(outline(duplicateQuery(panel, 0))).toEqual(["A up", "B up", "C down"]);
  expect(duplicateQuery(panel, 5)).toBe(panel);
});

test("queries are moved, removed and changed", () => {
  expect(outline(moveQuery(panel, 1, -1))).toEqual(["C down", "A up"]);
  expect(outline(moveQuery(panel, 1, 1))).toEqual(["A up", "C down"]);
  expect(outline(removeQuery(panel, 0))).toEqual(["C down"]);
  expect(outline(setQuery(panel, 0, { expr: "x" }))).toEqual(["A x", "C down"]);
});

test("another letter goes to where overrides and transformations name the query, and not to a field of that name", () => {
  const renamed = renameQuery(panel, 1, "errors");
  expect(renamed.queries[1]?.refId).toBe("errors");
  expect(renamed.fieldConfig.overrides.map(({ matcher }) => matcher.options)).toEqual(["errors", "C"]);
  expect(renamed.transformations.map(({ filter }) => filter?.options)).toEqual(["errors", "errors"]);
});

test.each(["A", "", "  "])("a query is not renamed to %j", (refId) => expect(renameQuery(panel, 1, refId)).toBe(panel));
