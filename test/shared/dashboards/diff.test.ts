import { expect, test } from "vitest";
import type { Dashboard } from "#shared/dashboards/dashboard";
import { diffDashboards } from "#shared/dashboards/diff";
import { aDashboard } from "../../support/dashboards";

const variable = (name: string, query: string) => ({
  kind: "constant" as const,
  name,
  label: "",
  description: "",
  hide: "no" as const,
  query,
});
const place = (element: string, x: number) => ({ element, x, y: 0, width: 6, height: 4 });

test.each<{ name: string; was?: Partial<Dashboard>; is?: Partial<Dashboard>; expected: unknown[] }>([
  { name: "nothing", expected: [] },
  { name: "another title", is: { title: "Processors" }, expected: [{ path: "$.title", was: "CPU", is: "Processors" }] },
  {
    name: "a panel that went",
    is: { elements: {} },
    expected: [{ path: "$.elements.panel-1", was: aDashboard().elements["panel-1"], is: undefined }],
  },
  {
    name: "a variable before the others",
    was: { variables: [variable("a", "1"), variable("b", "2")] },
    is: { variables: [variable("new", "0"), variable("a", "1"), variable("b", "3")] },
    expected: [
      { path: '$.variables["b"].query', was: "2", is: "3" },
      { path: '$.variables["new"]', was: undefined, is: variable("new", "0") },
    ],
  },
  {
    name: "variables in another order",
    was: { variables: [variable("a", "1"), variable("b", "2")] },
    is: { variables: [variable("b", "2"), variable("a", "1")] },
    expected: [{ path: "$.variables", was: ["a", "b"], is: ["b", "a"] }],
  },
  {
    name: "a place moved",
    was: { layout: { kind: "grid", items: [place("a", 0), place("b", 6)] } },
    is: { layout: { kind: "grid", items: [place("a", 0), place("b", 12)] } },
    expected: [{ path: '$.layout.items["b"].x', was: 6, is: 12 }],
  },
  { name: "a tag more", is: { tags: ["host", "team"] }, expected: [{ path: "$.tags[1]", was: undefined, is: "team" }] },
])("$name is found", ({ was = {}, is = {}, expected }) => {
  expect(diffDashboards(aDashboard(was), aDashboard(is))).toEqual(expected);
});
