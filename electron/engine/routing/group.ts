// A group of alerts that are told together: what it is, and what a notification about it says.
import { commonOf, sortedByLabels } from "#shared/alerting/alert-order";
import { fingerprintOf, hashOf } from "#shared/alerting/fingerprint";
import type { NotificationReason, Told } from "#shared/alerting/group-step";
import { groupKeyOf, groupLabelsOf, type ResolvedRoute, withoutPseudoLabels } from "#shared/alerting/route";
import type { InboxAlert } from "#shared/model/alert";
import type { Labels } from "#shared/model/labels";
import type { GroupNotification, NotifiedAlert } from "#shared/model/notification";
import type { EpochMs, Milliseconds } from "#shared/units/time";
import { type RoutedAlert, sentLabels, startOf } from "./routed-alerts";

export interface Group {
  /** Of this node of the tree; another with the same matchers has its own groups. */
  id: string;
  key: string;
  route: ResolvedRoute;
  labels: Labels;
  alerts: Map<string, RoutedAlert>;
  /** By the clock that never steps back. */
  dueAt: Milliseconds;
  hasBeenLookedAt: boolean;
  /** While it is being told; aborted when it is due again. */
  telling: AbortController | undefined;
  /** It fell due while it was being told, and is looked at again as soon as that has ended. */
  isDueAgain: boolean;
}

/** Not due at any time yet. */
export function createGroup(route: ResolvedRoute, labels: Labels): Group {
  const groupLabels = groupLabelsOf(route, labels);
  const key = groupKeyOf(route, groupLabels);
  return {
    id: groupId(route, key),
    key,
    route,
    labels: groupLabels,
    alerts: new Map(),
    dueAt: Number.POSITIVE_INFINITY,
    hasBeenLookedAt: false,
    telling: undefined,
    isDueAgain: false,
  };
}

export const groupIdOf = (route: ResolvedRoute, labels: Labels): string =>
  groupId(route, groupKeyOf(route, groupLabelsOf(route, labels)));

const groupId = (route: ResolvedRoute, key: string) => `${route.path.join("/")} ${key}`;

/** An alert as it was when the group was looked at: it may change while it is told. */
export interface HeldAlert {
  alert: RoutedAlert;
  row: InboxAlert;
}

export const isOver = ({ row }: HeldAlert): boolean => row.state === "resolved";

export interface NotificationParts {
  group: Group;
  integrationId: string;
  alerts: readonly HeldAlert[];
  reason: NotificationReason;
  /** What was told before. */
  told: Told | undefined;
  at: EpochMs;
  externalUrl: string;
}

export function notificationOf({
  group,
  integrationId,
  alerts,
  reason,
  told,
  at,
  externalUrl,
}: NotificationParts): GroupNotification {
  const notified = sortedByLabels(alerts.map(({ row }) => notifiedAlert(row, externalUrl)));
  return {
    id: notificationId(group, integrationId, alerts, told),
    at,
    receiver: group.route.receiver,
    groupKey: group.key,
    groupLabels: withoutPseudoLabels(group.labels),
    commonLabels: commonOf(notified.map(({ labels }) => labels)),
    commonAnnotations: commonOf(notified.map(({ annotations }) => annotations)),
    status: alerts.every(isOver) ? "resolved" : "firing",
    alerts: notified,
    reason,
    externalUrl,
  };
}

/**
 * Made of what it says and of what was said before it: an engine that was killed while it told a group tells it under the same id
 * again, so that whoever showed it already can see that.
 */
function notificationId(group: Group, integrationId: string, alerts: readonly HeldAlert[], told: Told | undefined): string {
  const said = alerts.map(({ alert, row }) => `${alert.key} ${row.state} ${startOf(row)} ${row.resolvedAt ?? ""}`).sort();
  return hashOf(group.id, integrationId, String(told?.at ?? ""), ...said);
}

function notifiedAlert(row: InboxAlert, externalUrl: string): NotifiedAlert {
  const labels = sentLabels(row);
  return {
    id: row.id,
    status: row.state === "resolved" ? "resolved" : "firing",
    labels,
    annotations: row.annotations,
    startsAt: startOf(row),
    ...(row.state === "resolved" && { endsAt: row.resolvedAt ?? startOf(row) }),
    ...(row.value !== undefined && { value: row.value }),
    generatorUrl: generatorUrl(row, externalUrl),
    fingerprint: fingerprintOf(labels),
  };
}

/** The page that says more: the one its server names, else ours where it can be reached. */
function generatorUrl(row: InboxAlert, externalUrl: string): string {
  for (const origin of row.origins) if (origin.kind === "alertmanager" && origin.generatorUrl) return origin.generatorUrl;
  return externalUrl === "" ? "" : `${externalUrl.replace(/\/$/, "")}/alerts/${encodeURIComponent(row.id)}`;
}
