import { expect, test } from "vitest";
import { zoneChoices } from "../../../../../renderer/pages/dashboards/time/zones";

test("offered are local time, UTC, and what the dashboard and the link name, each once", () => {
  expect(zoneChoices("Europe/Berlin", "utc")).toEqual([
    { value: "browser", label: "Local time" },
    { value: "utc", label: "UTC" },
    { value: "Europe/Berlin", label: "Europe/Berlin (of this dashboard)" },
  ]);
});
