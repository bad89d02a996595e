import { expect, test } from "vitest";
import { anchorOf, valueLinks } from "../../../../renderer/panels/links/value-links";
import { displayOf } from "../../../../shared/dashboards/data/display";
import { makeTable, numberField, textField } from "../../../../shared/dashboards/data/fields";
import type { Link } from "../../../../shared/dashboards/field-config";
import type { LinkValues } from "../../../../shared/dashboards/variables/link-values";

const link = (over: Partial<Link> = {}): Link => ({ title: "Open", url: "#/x", targetBlank: false, ...over });
const linked = (links: Link[]) =>
  numberField("cpu", Float64Array.from([5]), { config: { links, unit: "percent" }, labels: { job: "a" } });
const ask = (links: Link[], hrefOf = (one: { url: string }) => one.url as string | undefined) => {
  const field = linked(links);
  return valueLinks({ field, value: 5, display: displayOf(field)(5) }, hrefOf);
};

test("links of ours stay in the window, others open outside of it", () => {
  expect(
    ask([link(), link({ url: "https://example.com" }), link({ targetBlank: true })]).map(({ isElsewhere }) => isElsewhere),
  ).toEqual([false, true, true]);
});

test("a link that may not be opened is none, and one without a title is called by its address", () => {
  expect(
    ask([link({ title: "", url: "https://x" }), link({ url: "javascript:1" })], ({ url }) =>
      url.startsWith("https:") ? url : undefined,
    ),
  ).toEqual([{ title: "https://x", href: "https://x", isElsewhere: true }]);
});

test("a title cannot be written to read another way", () => {
  expect(ask([link({ title: "a\u202eb" })])[0]?.title).toBe("a\\u202eb");
});

test("the address is filled with the value, its text, its labels, and the whole row, by old names and new", () => {
  const field = linked([link()]);
  const name = { ...textField("instance", ["db"]), display: "Host" };
  const frame = makeTable([name, field], { refId: "A" });
  const asked: (LinkValues | undefined)[] = [];
  valueLinks({ field, value: 5, display: displayOf(field)(5), place: { frame, row: 0 } }, (_, values) => {
    asked.push(values);
    return "#";
  });
  expect(asked).toEqual([
    {
      ...{ field: "cpu", value: 5, text: "5.0%", labels: { job: "a" } },
      row: [
        { name: "Host", value: "db" },
        { name: "cpu", value: 5 },
        { name: "instance", value: "db" },
      ],
    },
  ]);
});

test("another site does not learn where it was opened from", () => {
  expect(anchorOf({ href: "https://x", isElsewhere: true })).toEqual({
    href: "https://x",
    target: "_blank",
    rel: "noopener noreferrer",
  });
  expect(anchorOf({ href: "#/x", isElsewhere: false })).toEqual({ href: "#/x" });
});
