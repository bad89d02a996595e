import { expect, test } from "vitest";
import { firstView, type ProcessView, readView, writeView } from "../../../../renderer/pages/processes/url";

test.each<{ text: string; view: Partial<ProcessView> }>([
  { text: "", view: {} },
  { text: "filter=container%3A3f4a1c9be0d2", view: { filter: "container:3f4a1c9be0d2" } },
  { text: "view=tree", view: { isTree: true } },
  { text: "sort=name", view: { sort: { column: "name", isDescending: false } } },
  { text: "sort=-memory", view: { sort: { column: "memory", isDescending: true } } },
  { text: "kernel=1&mine=1&pid=4131", view: { withKernel: true, isMineOnly: true, pid: 4131 } },
])("the link '$text' is read and written", ({ text, view }) => {
  expect(readView(new URLSearchParams(text))).toEqual({ ...firstView, ...view });
  expect(writeView({ ...firstView, ...view }, new URLSearchParams()).toString()).toBe(text);
});

test.each(["sort=constructor", "sort=-", "view=forest", "pid=-1", "pid=0", "pid=1e3", "pid=99999999999", "kernel=yes"])(
  "the part '%s' of a link that makes no sense is left out",
  (text) => expect(readView(new URLSearchParams(text))).toEqual(firstView),
);

test("what belongs to others in the address stays", () => {
  const was = new URLSearchParams("source=prod&filter=nginx");
  expect(writeView({ filter: "", isTree: true }, was).toString()).toBe("source=prod&view=tree");
});
