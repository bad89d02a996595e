import { expect, test } from "vitest";
import { timeSettingsSchema } from "#shared/dashboards/dashboard";
import { usualTime } from "../../../../../renderer/pages/dashboards/time/usual-time";

const time = (given: object) => timeSettingsSchema.parse(given);
const live = { range: { from: "now-15m", to: "now" }, refresh: "1s" };
const hours = { range: { from: "now-6h", to: "now" }, refresh: "" };

test.each([
  { name: "this host, where the file says nothing, is live", settings: {}, source: "local", expected: live },
  { name: "a server, where the file says nothing, shows six hours", settings: {}, source: "c1", expected: hours },
  {
    name: "what the file says of the refresh stands",
    settings: { refresh: "30s" },
    source: "local",
    expected: { ...hours, refresh: "30s" },
  },
  {
    name: "what the file says of the range stands",
    settings: { from: "now/d" },
    source: "local",
    expected: { range: { from: "now/d", to: "now" }, refresh: "" },
  },
])("$name", ({ settings, source, expected }) => {
  expect(usualTime(time(settings), source)).toEqual(expected);
});
