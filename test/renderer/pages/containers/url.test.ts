import { expect, test } from "vitest";
import { firstView, readView, writeView } from "../../../../renderer/pages/containers/url";

test("an address without anything is a first visit", () => expect(readView(new URLSearchParams())).toEqual(firstView));

test("what is written is what is read", () => {
  const view = {
    filter: 'shop "x"',
    sort: { column: "name", isDescending: false },
    isGrouped: true,
    isRunningOnly: true,
    id: "43bbc729206e",
  } as const;
  const params = writeView(view, new URLSearchParams("source=local"));
  expect(params.get("source")).toBe("local");
  expect(readView(params)).toEqual(view);
  expect(writeView(firstView, params).toString()).toBe("source=local");
});

test("an id is shortened as Docker shortens it", () => {
  expect(writeView({ id: "a".repeat(64) }, new URLSearchParams()).get("id")).toBe("a".repeat(12));
});

test.each(["sort=password", "id=../../etc", "id=short", "view=x", "running=yes", "sort=--cpu", "sort=constructor"])(
  "%s is repaired by itself",
  (text) => expect(readView(new URLSearchParams(text))).toEqual(firstView),
);
