import { expect, test } from "vitest";
import {
  organizedFields,
  withHidden,
  withMoved,
  withName,
} from "../../../../../renderer/pages/dashboards/edit/transformations/forms/organized-fields";

const names = ["Time", "instance", "Value"];

test("fields stand in the order of their places, those without one at the end", () => {
  const options = { excludeByName: { Time: true }, renameByName: { Value: "Load" }, indexByName: { Value: 0, Time: 1 } };
  expect(organizedFields(options, names)).toEqual([
    { name: "Value", isHidden: false, renamed: "Load" },
    { name: "Time", isHidden: true, renamed: "" },
    { name: "instance", isHidden: false, renamed: "" },
  ]);
});

test("fields that only the options name stay in the list", () => {
  expect(organizedFields({ excludeByName: { gone: true } }, ["a"]).map(({ name }) => name)).toEqual(["a", "gone"]);
});

test("where the wanted fields are named, the others are hidden, and one that comes back is named too", () => {
  const options = { includeByName: { Value: true } };
  expect(organizedFields(options, names).map(({ isHidden }) => isHidden)).toEqual([true, true, false]);
  expect(withHidden(options, "instance", false)).toEqual({ excludeByName: {}, includeByName: { Value: true, instance: true } });
  expect(withHidden(options, "Value", true)).toEqual({ excludeByName: { Value: true }, includeByName: {} });
});

test("a field is hidden, shown and renamed without touching the others", () => {
  const hidden = withHidden({ excludeByName: { a: true } }, "b", true);
  expect(hidden).toEqual({ excludeByName: { a: true, b: true } });
  expect(withHidden(hidden, "a", false)).toEqual({ excludeByName: { b: true } });
  expect(withName(withName({}, "a", "A"), "a", "")).toEqual({ renameByName: {} });
});

test("after a move every field has a place", () => {
  expect(withMoved({}, organizedFields({}, names), 2, -1)).toEqual({
    indexByName: { Time: 0, Value: 1, instance: 2 },
    orderByMode: "manual",
  });
});

test.each(["constructor", "__proto__", "toString"])("a field called %s is a field like any other, and breaks nothing", (name) => {
  expect(organizedFields({}, [name])).toEqual([{ name, isHidden: false, renamed: "" }]);
  const before = Reflect.ownKeys(Object.prototype).length;
  expect(Object.keys(withHidden({}, name, true))).toEqual(["excludeByName"]);
  expect(Object.keys(withName({}, name, "x"))).toEqual(["renameByName"]);
  expect(Reflect.ownKeys(Object.prototype)).toHaveLength(before);
});
