import { expect, test } from "vitest";
import { type IntegrationOf, integrationSchema } from "#shared/contract/receivers";
import { mostEventBytes, pagerdutyEvent } from "../../../../electron/engine/receivers/pagerduty/event";
import { aGroup, anAlert } from "../../../support/receiver-parts";

const pagerduty = (rest: object = {}) =>
  integrationSchema.parse({ kind: "pagerduty", id: "p", ...rest }) as IntegrationOf<"pagerduty">;
const eventOf = (group = aGroup(), rest: object = {}) => pagerdutyEvent(pagerduty(rest), group, "key").event;

test("an event names the incident, what is wrong, with whom and how badly", () => {
  const group = aGroup({
    commonLabels: { alertname: "DiskFull", severity: "warning", instance: "db1" },
    alerts: [anAlert({ severity: "warning" }, { value: "93" })],
  });
  expect(eventOf(group)).toEqual({
    routing_key: "key",
    dedup_key: expect.stringMatching(/^[0-9a-f]{64}$/),
    event_action: "trigger",
    payload: {
      summary: "[FIRING:1] DiskFull (db1 warning)",
      source: "db1",
      severity: "warning",
      timestamp: "2026-11-21T08:00:00.000Z",
      custom_details: {
        firing: [
          {
            labels: { alertname: "DiskFull", severity: "warning" },
            annotations: { summary: "The disk is full" },
            startsAt: "2026-11-21T08:00:00Z",
            value: "93",
          },
        ],
        resolved: [],
        num_firing: 1,
        num_resolved: 0,
        reason: "first notification",
      },
    },
    client: "Watchdeck",
  });
});

test("all messages of a group are one incident, however its receiver is called; those of another group are another", () => {
  const { dedup_key } = eventOf();
  expect(eventOf(aGroup({ id: "n2", status: "resolved", alerts: [anAlert({}, { status: "resolved" })] }))).toMatchObject({
    dedup_key,
    event_action: "resolve",
  });
  expect(eventOf(aGroup({ groupKey: "{}:{}" })).dedup_key).not.toBe(dedup_key);
  expect(eventOf(aGroup({ receiver: "other" })).dedup_key).toBe(dedup_key);
});

test("a test opens an incident of its own and touches none of the group", () => {
  expect(eventOf(aGroup({ reason: "test" })).dedup_key).not.toBe(eventOf().dedup_key);
});

test.each([
  { name: "nothing is written and the worst is critical", template: "", severity: "critical" },
  { name: "it names one of PagerDuty's", template: "{{ if eq .Status `firing` }}Warning{{ end }}", severity: "warning" },
  { name: "it names one that people use", template: "page", severity: "critical" },
  { name: "it names none", template: "apocalyptic", severity: "error" },
])("the severity is $severity when $name", ({ template, severity }) => {
  expect(eventOf(aGroup(), { severity: template }).payload.severity).toBe(severity);
});

test("ten thousand alerts become an event that is not refused for its size, and says how many it left out", () => {
  const alerts = Array.from({ length: 10_000 }, (_, index) => anAlert({ instance: `host-${index}`, note: "ä".repeat(50) }));
  const event = eventOf(aGroup({ alerts }));
  expect(Buffer.byteLength(JSON.stringify(event))).toBeLessThanOrEqual(mostEventBytes);
  const details = event.payload.custom_details as { firing: unknown[]; num_firing: number; left_out: string };
  expect(details.num_firing).toBe(10_000);
  expect(details.left_out).toBe(`${10_000 - details.firing.length} more alerts did not fit into the event`);
});
