import { expect, test } from "vitest";
import { spanLinksSchema } from "#shared/contract/connections";
import { linksProblem, usualLabels, writtenLinks } from "../../../../renderer/pages/connections/span-links";

test.each([
  { name: "nothing said", links: {}, expected: undefined },
  { name: "rows that were not filled in", links: { labels: [{ tag: " ", label: "" }] }, expected: undefined },
  {
    name: "a source and a row",
    links: {
      logs: "loki",
      labels: [
        { tag: " service.name ", label: "app" },
        { tag: "", label: "" },
      ],
    },
    expected: { logs: "loki", labels: [{ tag: "service.name", label: "app" }] },
  },
])("is kept without what is empty: $name", ({ links, expected }) => {
  expect(writtenLinks(links)).toEqual(expected);
  if (expected) expect(spanLinksSchema.parse(expected)).toEqual(expected);
});

test.each([
  { name: "a tag without a label", labels: [{ tag: "host.name", label: "" }], problem: "Say which label the tag host.name is." },
  { name: "a label without a tag", labels: [{ tag: " ", label: "app" }], problem: "Say which tag is the label app." },
  {
    name: "a label with a dot",
    labels: [{ tag: "a", label: "service.name" }],
    problem: '"service.name" cannot be a label\'s name: letters, digits and underscores only.',
  },
  {
    name: "a label twice",
    labels: [
      { tag: "a", label: "app" },
      { tag: "b", label: "app" },
    ],
    problem: "The label app is there twice.",
  },
  { name: "an empty row", labels: [{ tag: "", label: "" }], problem: undefined },
])("says what is wrong with $name", ({ labels, problem }) => expect(linksProblem({ labels })).toBe(problem));

test("what is offered can be saved as it is", () => {
  const labels = usualLabels.map(({ tag, label }) => ({ tag, label }));
  expect(linksProblem({ labels })).toBeUndefined();
});
