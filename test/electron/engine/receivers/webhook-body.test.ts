import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { GroupNotification } from "#shared/model/notification";
import { goTime, webhookBody } from "../../../../electron/engine/receivers/webhook/body";
import { aGroup, anAlert } from "../../../support/receiver-parts";

interface Sent {
  path: string;
  body: Record<string, unknown> & { alerts: Record<string, unknown>[] };
}

/** What Alertmanager 0.33.1 sent for two alerts that began together, of which first one and then the other resolved. */
const captured: Sent[] = JSON.parse(
  readFileSync(join(import.meta.dirname, "../../../fixtures/receivers/alertmanager-0.33.1-bodies.json"), "utf8"),
);

/** The notification that Alertmanager must have had when it sent this body. */
function groupOf(body: Sent["body"], all: Sent["body"]["alerts"]): GroupNotification {
  const time = (text: unknown) => (String(text).startsWith("0001") ? undefined : Date.parse(String(text)));
  return aGroup({
    receiver: String(body.receiver),
    status: body.status as GroupNotification["status"],
    reason: body.notification_reason as GroupNotification["reason"],
    groupKey: String(body.groupKey),
    groupLabels: body.groupLabels as Record<string, string>,
    externalUrl: String(body.externalURL),
    alerts: all.map((alert) => {
      const endsAt = time(alert.endsAt);
      return anAlert(alert.labels as Record<string, string>, {
        status: alert.status as "firing",
        annotations: alert.annotations as Record<string, string>,
        startsAt: time(alert.startsAt) as number,
        ...(endsAt !== undefined && { endsAt }),
        generatorUrl: String(alert.generatorURL),
        fingerprint: String(alert.fingerprint),
      });
    }),
  });
}

/** Ours counts milliseconds, Alertmanager nanoseconds. */
const inMs = (body: object) => JSON.parse(JSON.stringify(body).replaceAll(/(:\d\d\.\d{3})\d+Z/g, "$1Z"));

describe("the body that Alertmanager 0.33.1 really sends", () => {
  const whole = captured.filter(({ path }) => path === "/hook");

  test.each(whole.map(({ body }) => ({ reason: body.notification_reason, body })))("is ours for “$reason”", ({ body }) => {
    const ours = webhookBody(groupOf(body, body.alerts), 0);
    expect(ours).toEqual(inMs(body));
    expect(Object.keys(ours)).toEqual(Object.keys(body));
  });

  test("with max_alerts has the first ones, what those have in common, and how many were cut", () => {
    const [first] = captured.filter(({ path }) => path === "/hook2");
    const alerts = whole[0]?.body.alerts ?? [];
    expect(webhookBody(groupOf(first?.body as Sent["body"], alerts), 1)).toEqual(inMs(first?.body ?? {}));
  });
});

test.each([
  { at: "2026-11-21T08:00:00.000Z", written: "2026-11-21T08:00:00Z" },
  { at: "2026-11-21T08:00:00.500Z", written: "2026-11-21T08:00:00.5Z" },
  { at: "2026-11-21T08:00:10.020Z", written: "2026-11-21T08:00:10.02Z" },
  { at: "2026-11-21T08:00:00.123Z", written: "2026-11-21T08:00:00.123Z" },
])("times are written as Go writes them: $written", ({ at, written }) => expect(goTime(Date.parse(at))).toBe(written));

test("a label called __proto__ stays a label", () => {
  const labels = JSON.parse('{"alertname":"X","__proto__":"y"}');
  expect(JSON.stringify(webhookBody(aGroup({ alerts: [anAlert(labels)] }), 0))).toContain('"__proto__":"y"');
});
