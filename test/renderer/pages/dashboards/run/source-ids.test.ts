import { expect, test } from "vitest";
import { firstSource, sourceVariable } from "../../../../../renderer/pages/dashboards/run/source-ids";
import { variable } from "../../../../support/dashboard-scope";

test.each([
  { text: "${DS_PROMETHEUS}", name: "DS_PROMETHEUS" },
  { text: "$source", name: "source" },
  { text: "[[source]]", name: "source" },
  { text: "c1", name: undefined },
  { text: "my-${x}", name: undefined },
])("the variable that $text names is $name", ({ text, name }) => {
  expect(sourceVariable(text)).toBe(name);
});

const sources = variable({ kind: "datasource", name: "ds", current: { values: ["c2"], texts: ["two"] } });

test.each([
  { name: "the top bar's where the dashboard names none", source: "", chosen: [], expected: "top" },
  { name: "its own", source: "c1", chosen: [], expected: "c1" },
  { name: "what its variable was saved with", source: "${ds}", chosen: [], expected: "c2" },
  { name: "what the link says of its variable", source: "${ds}", chosen: ["c3"], expected: "c3" },
  { name: "the top bar's where its variable is not there", source: "${other}", chosen: [], expected: "top" },
])("a dashboard first asks $name", ({ source, chosen, expected }) => {
  expect(firstSource({ source, variables: [sources] }, new Map(chosen.length > 0 ? [["ds", chosen]] : []), "top")).toBe(expected);
});
