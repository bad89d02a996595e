import { expect, test } from "vitest";
import { dashboardLinkSchema } from "#shared/dashboards/dashboard";
import { linkParameters, taggedWith, withParameters } from "../../../../../renderer/pages/dashboards/view/dashboard-links";
import { scopeWith, several, textbox } from "../../../../support/dashboard-scope";

const scope = scopeWith({ job: several(["a", "b"]), word: textbox("x y") });
const link = (given: object) => dashboardLinkSchema.parse(given);

test.each([
  { name: "nothing", link: link({}), parameters: "" },
  { name: "the time", link: link({ keepTime: true }), parameters: "from=now-6h&to=now" },
  { name: "the choices", link: link({ includeVars: true }), parameters: "var-job=a&var-job=b&var-word=x+y" },
])("a link that takes $name along", ({ link, parameters }) => {
  expect(linkParameters(link, scope)).toBe(parameters);
});

test("parameters go behind those that a link has", () => {
  expect(["/a", "/a?b=c"].map((url) => withParameters(url, "x=1"))).toEqual(["/a?x=1", "/a?b=c&x=1"]);
});

test("tags lead to the other dashboards that have all of them, by title", () => {
  const row = (uid: string, title: string, tags: string[]) => ({
    ...{ uid, title, tags, description: "", place: "own", folder: "", path: "", panels: 1 },
    ...{ isStarred: false, changedAt: 0, isReadOnly: false, hasDraft: false },
  });
  const rows = [row("1", "B", ["x", "y"]), row("2", "A", ["x", "y", "z"]), row("3", "C", ["x"]), row("own", "D", ["x", "y"])];
  expect(taggedWith(rows, ["x", "y"], "own").map(({ title }) => title)).toEqual(["A", "B"]);
});
