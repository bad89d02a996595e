import { expect, test } from "vitest";
import { windowsOf } from "../../../../../../renderer/pages/traces/detail/pivots/span-window";

const second = 1e9;

test.each([
  { name: "a short span has a second at each end", duration: 5e6, margins: [1, 60, 900] },
  { name: "a long one a tenth of itself", duration: 100 * second, margins: [10, 60, 900] },
  { name: "a very long one is not narrowed by the wider steps", duration: 3600 * second, margins: [360, 900] },
])("$name", ({ duration, margins }) => {
  expect(windowsOf("1795259684218000123", duration).map(({ marginNs }) => marginNs / second)).toEqual(margins);
});

test("the last nanosecond is within, and the end is before what is not", () => {
  expect(windowsOf("1795259684218000123", 2 * second)[0]).toEqual({
    fromNs: "1795259683218000123",
    toNs: "1795259687218000124",
    marginNs: second,
  });
});
