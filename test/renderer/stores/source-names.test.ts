import { expect, test } from "vitest";
import { withChosen } from "../../../renderer/stores/source-names";

const names = {
  options: [{ value: "local", label: "this host" }],
  nameOf: (id: string) => (id === "local" ? "this host" : "removed connection"),
};

test("a chosen source that is there is not listed twice", () => {
  expect(withChosen(names, "local")).toEqual(names.options);
});

test("a chosen source that was removed is listed as that, and cannot be chosen anew", () => {
  expect(withChosen(names, "c1")).toEqual([
    { value: "local", label: "this host" },
    { value: "c1", label: "removed connection", isDisabled: true },
  ]);
});
