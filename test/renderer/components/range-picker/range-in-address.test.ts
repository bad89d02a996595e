import { expect, test } from "vitest";
import { hours, minutes } from "#shared/units/time";
import { readRange, writeRange } from "../../../../renderer/components/range-picker/range-in-address";

const usual = hours(1);

test.each([
  { text: "", range: { kind: "last" as const, forMs: usual } },
  { text: "last=15m", range: { kind: "last" as const, forMs: minutes(15) } },
  {
    text: "from=2026-11-21T08%3A00%3A00.000Z&to=2026-11-21T09%3A30%3A00.000Z",
    range: { kind: "between" as const, startMs: Date.UTC(2026, 10, 21, 8), endMs: Date.UTC(2026, 10, 21, 9, 30) },
  },
])("'$text' reads back as the range that it was written for", ({ text, range }) => {
  const params = new URLSearchParams("last=3h&from=x");
  writeRange(params, range, usual);
  expect(params.toString()).toBe(text);
  expect(readRange(params, usual)).toEqual(range);
});

test.each(["last=soon", "last=1s", "last=9y", "from=2026-01-01", "from=x&to=y", "from=2026-01-02&to=2026-01-01"])(
  "%s is no range: the usual one is meant",
  (text) => {
    expect(readRange(new URLSearchParams(text), usual)).toEqual({ kind: "last", forMs: usual });
  },
);
