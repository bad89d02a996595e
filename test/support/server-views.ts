// What servers tell, in few words, for tests of merging.
import { labelsKey } from "#shared/model/labels";
import { sentFrom } from "../../electron/engine/server-alerts/sent-from";
import type { AlertmanagerView, ManagedSeen, PrometheusView, RuleAlertSeen } from "../../electron/engine/server-alerts/view";

export const ruleAlert = (labels: Record<string, string>, rest: Partial<RuleAlertSeen> = {}): RuleAlertSeen => ({
  id: `row of ${labels.alertname}`,
  ruleId: `rule ${labels.alertname}`,
  name: labels.alertname ?? "",
  key: labelsKey(labels),
  labels,
  annotations: {},
  state: "firing",
  value: "1",
  activeAt: 1000,
  firedAt: 1000,
  unknown: undefined,
  ...rest,
});

export const managedAlert = (labels: Record<string, string>, rest: Partial<ManagedSeen> = {}): ManagedSeen => ({
  fingerprint: labelsKey(labels),
  name: labels.alertname ?? "",
  key: labelsKey(labels),
  labels,
  annotations: {},
  startsAt: 1500,
  updatedAt: 2000,
  receivers: ["pager"],
  silencedBy: [],
  inhibitedBy: [],
  sentFrom: sentFrom(rest.generatorUrl),
  ...rest,
});

export const prometheusView = (alerts: readonly RuleAlertSeen[], rest: Partial<PrometheusView> = {}): PrometheusView => ({
  id: "prod",
  name: "Prod",
  url: "http://prod:9090",
  silent: undefined,
  heardAt: undefined,
  alerts,
  ...rest,
});

export const alertmanagerView = (alerts: readonly ManagedSeen[], rest: Partial<AlertmanagerView> = {}): AlertmanagerView => ({
  id: "am",
  name: "Pager",
  silent: undefined,
  heardAt: undefined,
  cluster: rest.id ?? "am",
  alerts: new Map(alerts.map((alert) => [alert.fingerprint, alert])),
  silences: new Map(),
  ...rest,
});
