// A notification as Alertmanager's templates see it: https://prometheus.io/docs/alerting/latest/notifications/#data
import type { Labels } from "../model/labels";
import type { GroupNotification, NotifiedAlert } from "../model/notification";
import { zeroTime } from "./go-time";
import { time } from "./time-values";
import { type Method, type Methods, strings, text, type Value } from "./value";

export function notificationValue(notification: GroupNotification): Value {
  const { receiver, status, alerts, groupLabels, commonLabels, commonAnnotations, externalUrl, reason } = notification;
  return {
    type: "struct",
    goType: "template.Data",
    fields: new Map<string, Value>([
      ["Receiver", text(receiver)],
      ["Status", text(status)],
      ["Alerts", alertsValue(alerts.map(alertValue))],
      ["NotificationReason", text(reason)],
      ["GroupLabels", kv(groupLabels)],
      ["CommonLabels", kv(commonLabels)],
      ["CommonAnnotations", kv(commonAnnotations)],
      ["ExternalURL", text(externalUrl)],
      // Watchdeck's routes have no labels of their own.
      ["RouteLabels", kv({})],
    ]),
  };
}

const alertValue = ({ status, labels, annotations, startsAt, endsAt, generatorUrl, fingerprint }: NotifiedAlert): Value => ({
  type: "struct",
  goType: "template.Alert",
  fields: new Map<string, Value>([
    ["Status", text(status)],
    ["Labels", kv(labels)],
    ["Annotations", kv(annotations)],
    ["StartsAt", time({ at: startsAt })],
    ["EndsAt", time({ at: endsAt ?? zeroTime })],
    ["GeneratorURL", text(generatorUrl)],
    ["Fingerprint", text(fingerprint)],
  ]),
});

const itemsOf = (value: Value | undefined): readonly Value[] => (value?.type === "list" ? value.items : []);

const alertsWith = (status: NotifiedAlert["status"]): Method => ({
  params: [],
  run: (self) => alertsValue(itemsOf(self).filter((alert) => fieldText(alert, "Status") === status)),
});

const alertsMethods: Methods = new Map<string, Method>([
  ["Firing", alertsWith("firing")],
  ["Resolved", alertsWith("resolved")],
]);

const alertsValue = (items: readonly Value[]): Value => ({
  type: "list",
  items,
  goType: "template.Alerts",
  methods: alertsMethods,
});

function fieldText(value: Value, name: string): string {
  const field = value.type === "struct" ? value.fields.get(name) : undefined;
  return field?.type === "string" ? field.value : "";
}

const labelsOf = (value: Value): Labels => (value.type === "map" ? value.value : {});

/** By name, but the alert's name first. */
export const sortedPairs = (labels: Labels): [string, string][] =>
  Object.entries(labels).sort(
    ([a], [b]) => Number(b === "alertname") - Number(a === "alertname") || (a < b ? -1 : a > b ? 1 : 0),
  );

const ofLabels = (run: (labels: Labels) => Value): Method => ({ params: [], run: (self) => run(labelsOf(self)) });

const kvMethods: Methods = new Map<string, Method>([
  ["SortedPairs", ofLabels((labels) => pairs(labels))],
  ["Names", ofLabels((labels) => strings(sortedPairs(labels).map(([name]) => name)))],
  ["Values", ofLabels((labels) => strings(sortedPairs(labels).map(([, value]) => value)))],
  ["String", ofLabels((labels) => text(joined(sortedPairs(labels))))],
  [
    "Remove",
    {
      params: ["strings"],
      run(self, [names]) {
        const gone = new Set(itemsOf(names).map((name) => (name.type === "string" ? name.value : "")));
        return kv(Object.fromEntries(Object.entries(labelsOf(self)).filter(([name]) => !gone.has(name))));
      },
    },
  ],
]);

const kv = (labels: Labels): Value => ({ type: "map", value: labels, goType: "template.KV", methods: kvMethods });

const joined = (entries: readonly [string, string][]): string => entries.map(([name, value]) => `${name}=${value}`).join(", ");

const ofPairs = (run: (entries: [string, string][]) => Value): Method => ({
  params: [],
  run: (self) => run(itemsOf(self).map((pair) => [fieldText(pair, "Name"), fieldText(pair, "Value")])),
});

const pairsMethods: Methods = new Map<string, Method>([
  ["Names", ofPairs((entries) => strings(entries.map(([name]) => name)))],
  ["Values", ofPairs((entries) => strings(entries.map(([, value]) => value)))],
  ["String", ofPairs((entries) => text(joined(entries)))],
]);

const pairs = (labels: Labels): Value => ({
  type: "list",
  goType: "template.Pairs",
  methods: pairsMethods,
  items: sortedPairs(labels).map(([name, value]) => ({
    type: "struct",
    goType: "template.Pair",
    fields: new Map([
      ["Name", text(name)],
      ["Value", text(value)],
    ]),
  })),
});
