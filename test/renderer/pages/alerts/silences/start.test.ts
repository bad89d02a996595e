import { expect, test } from "vitest";
import type { InboxAlert } from "#shared/model/alert";
import { bareMatchers } from "../../../../../renderer/components/matchers-input/bare-matchers";
import { hasLabel, offeredLabels, toggleLabel } from "../../../../../renderer/pages/alerts/silences/label-toggles";
import { startFor } from "../../../../../renderer/pages/alerts/silences/start";

const alert = (labels: Record<string, string>): InboxAlert => ({
  id: JSON.stringify(labels),
  name: labels.alertname ?? "",
  source: "local",
  origins: [],
  labels,
  annotations: {},
  state: "firing",
  activeAt: 0,
});

test.each([
  {
    name: "one alert asks for all of its labels",
    alerts: [alert({ alertname: "DiskFull", instance: "db-1" })],
    text: 'alertname="DiskFull", instance="db-1"',
  },
  {
    name: "several ask for what they have in common",
    alerts: [
      alert({ alertname: "DiskFull", instance: "db-1", team: "db" }),
      alert({ alertname: "DiskFull", instance: "db-2", team: "db" }),
    ],
    text: 'alertname="DiskFull", team="db"',
  },
  {
    name: "several names become one pattern that fits nothing else",
    alerts: [alert({ alertname: "Disk.Full", team: "db" }), alert({ alertname: "HostDown", team: "db" })],
    text: 'alertname=~"Disk\\\\.Full|HostDown", team="db"',
  },
  { name: "no alerts ask for nothing", alerts: [], text: "" },
])("a silence for $name", ({ alerts, text }) => expect(bareMatchers(startFor(alerts).matchers)).toBe(text));

test("a label is left out and put in again by a click, and other matchers of it stay", () => {
  const { matchers } = startFor([alert({ alertname: "DiskFull", instance: "db-1" })]);
  const without = toggleLabel(matchers, "instance", "db-1");
  expect(bareMatchers(without)).toBe('alertname="DiskFull"');
  expect(hasLabel(without, "instance", "db-1")).toBe(false);
  const pattern = { name: "instance", value: "db-.*", isRegex: true, isEqual: true };
  expect(bareMatchers(toggleLabel([...without, pattern], "instance", "db-1"))).toBe(
    'alertname="DiskFull", instance=~"db-.*", instance="db-1"',
  );
});

test("the alert's name is offered first, the others by the alphabet", () => {
  expect(offeredLabels({ zone: "a", alertname: "X", job: "b" }).map(([name]) => name)).toEqual(["alertname", "job", "zone"]);
});
