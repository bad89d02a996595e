// Alertmanager's webhook message, version 4, field by field in its order, so that whatever takes Alertmanager's takes ours.
// https://prometheus.io/docs/alerting/latest/configuration/#webhook_config
import { commonOf } from "#shared/alerting/alert-order";
import type { Labels } from "#shared/model/labels";
import type { GroupNotification, NotifiedAlert } from "#shared/model/notification";
import type { EpochMs } from "#shared/units/time";

/** Go's zero time: the end of what has not ended. */
const noEnd = "0001-01-01T00:00:00Z";

/** `maxAlerts` 0: all of them. */
export function webhookBody(notification: GroupNotification, maxAlerts: number): object {
  const { receiver, status, reason, groupLabels, externalUrl, groupKey } = notification;
  const alerts = maxAlerts > 0 ? notification.alerts.slice(0, maxAlerts) : notification.alerts;
  return {
    receiver,
    status,
    alerts: alerts.map(alertBody),
    notification_reason: reason,
    groupLabels: sorted(groupLabels),
    // Of the alerts that are in the message, as Alertmanager does it.
    commonLabels: sorted(commonOf(alerts.map(({ labels }) => labels))),
    commonAnnotations: sorted(commonOf(alerts.map(({ annotations }) => annotations))),
    externalURL: externalUrl,
    version: "4",
    groupKey,
    truncatedAlerts: notification.alerts.length - alerts.length,
  };
}

function alertBody({ status, labels, annotations, startsAt, endsAt, generatorUrl, fingerprint }: NotifiedAlert) {
  return {
    status,
    labels: sorted(labels),
    annotations: sorted(annotations),
    startsAt: goTime(startsAt),
    endsAt: endsAt === undefined ? noEnd : goTime(endsAt),
    generatorURL: generatorUrl,
    fingerprint,
  };
}

/** RFC 3339 as Go writes it: no zeros at the end of the second's fraction. */
export const goTime = (at: EpochMs): string => new Date(at).toISOString().replace(/\.?0*Z$/, "Z");

const sorted = (labels: Labels): Labels => Object.fromEntries(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));
