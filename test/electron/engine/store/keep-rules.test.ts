import { expect, test } from "vitest";
import { type Preferences, preferencesSchema } from "#shared/contract/settings";
import { hours } from "#shared/units/time";
import { keepRulesOf } from "../../../../electron/engine/store/keep-rules";

const rulesOf = (changes: Partial<Preferences>) => keepRulesOf(preferencesSchema.parse(changes));
const days = (count: number) => hours(24 * count);

test("the usual preferences keep a day, a week, three months and a gigabyte", () => {
  expect(rulesOf({})).toEqual({ keep: [days(1), days(7), days(90)], mostBytes: 1e9 });
});

test.each([
  { name: "raw samples kept the longest", changes: { historyRawHours: 744 }, keep: [days(31), days(31), days(90)] },
  { name: "minutes kept the shortest", changes: { historyMinuteDays: 1 }, keep: [days(1), days(7), days(7)] },
  {
    name: "everything the wrong way round",
    changes: { historyRawHours: 72, historyTenSecondDays: 2, historyMinuteDays: 1 },
    keep: [days(3), days(3), days(3)],
  },
])("a coarser tier is kept no shorter than a finer one: $name", ({ changes, keep }) =>
  expect(rulesOf(changes).keep).toEqual(keep),
);
