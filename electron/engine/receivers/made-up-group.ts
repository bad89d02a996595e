// The group of alerts that a preview shows and a test sends: nothing of it happened, and its texts say so.
import { randomUUID } from "node:crypto";
import { fingerprintOf } from "#shared/alerting/fingerprint";
import type { GroupNotification, NotifiedAlert } from "#shared/model/notification";
import { type EpochMs, minutes } from "#shared/units/time";

/** Two alerts that fire and one that resolved, for looking at. */
export function previewGroup(receiver: string, now: EpochMs): GroupNotification {
  const alert = (mount: string, used: string, rest: Partial<NotifiedAlert>) => {
    const labels = { alertname: "DiskAlmostFull", instance: "db1", job: "node", mountpoint: mount, severity: "critical" };
    return made(labels, { summary: `${mount} on db1 is ${used} % full` }, { value: used, startsAt: now - minutes(7), ...rest });
  };
  return group(receiver, now, {
    reason: "new alerts added",
    alerts: [
      alert("/", "93.4", {}),
      alert("/var", "97.1", {}),
      alert("/tmp", "71.0", { status: "resolved", endsAt: now - minutes(1) }),
    ],
  });
}

/** One alert that says that it is none. */
export function testGroup(receiver: string, now: EpochMs): GroupNotification {
  const labels = { alertname: "WatchdeckTest", receiver, severity: "info" };
  const annotations = { summary: "This is a test of Watchdeck: nothing is wrong, and messages reach you here." };
  return group(receiver, now, { reason: "test", alerts: [made(labels, annotations, { startsAt: now })] });
}

function made(labels: Record<string, string>, annotations: Record<string, string>, rest: Partial<NotifiedAlert>): NotifiedAlert {
  const fingerprint = fingerprintOf(labels);
  return {
    id: `made-up-${fingerprint}`,
    status: "firing",
    labels,
    annotations,
    startsAt: 0,
    generatorUrl: "",
    fingerprint,
    ...rest,
  };
}

function group(
  receiver: string,
  at: EpochMs,
  { alerts, reason }: Pick<GroupNotification, "alerts" | "reason">,
): GroupNotification {
  const [first] = alerts;
  const name = first?.labels.alertname ?? "";
  const common = Object.entries(first?.labels ?? {}).filter(([key, value]) =>
    alerts.every(({ labels }) => labels[key] === value),
  );
  return {
    id: randomUUID(),
    at,
    receiver,
    groupKey: `{}:{alertname=${JSON.stringify(name)}}`,
    groupLabels: { alertname: name },
    commonLabels: Object.fromEntries(common),
    commonAnnotations: alerts.length === 1 ? (first?.annotations ?? {}) : {},
    status: alerts.some(({ status }) => status === "firing") ? "firing" : "resolved",
    alerts,
    reason,
    externalUrl: "",
  };
}
