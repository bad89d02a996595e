// An alertmanager.yml: its tree of routes, its intervals, its inhibition rules and its receivers. All mistakes are found at once,
// each at its place. https://prometheus.io/docs/alerting/latest/configuration/
import { isMap, isScalar, isSeq } from "yaml";
import type { Receiver } from "#shared/contract/receivers";
import type { Diagnostic } from "#shared/model/failure";
import type { RoutingConfig } from "#shared/model/routing";
import { readReceivers } from "../receivers/import-receivers";
import { type Field, YamlReader } from "../yaml/yaml-reader";
import { readTimeIntervals } from "./read-intervals";
import { readInhibitRules, readRoute } from "./read-routes";

export interface ReadRouting {
  diagnostics: Diagnostic[];
  /** Absent when there are errors. */
  config?: RoutingConfig;
  receivers: Receiver[];
  /** By the integration's id, then by the secret's name. */
  secrets: Map<string, Map<string, string>>;
  leftOut: string[];
}

const fileFields = [
  ...["global", "route", "receivers", "inhibit_rules", "time_intervals", "mute_time_intervals", "templates"],
  ...["tracing", "event_recorder"],
];

export interface ReadRoutingOptions {
  /**
   * For taking it over: what Alertmanager refuses but can be mended afterwards, such as an e-mail without a server, is a warning. A
   * file with receivers alone keeps this tree.
   */
  keeping?: RoutingConfig;
}

export function readRoutingConfig(text: string, { keeping }: ReadRoutingOptions = {}): ReadRouting {
  const reader = new YamlReader(text, { isLenient: keeping !== undefined });
  const nothing: ReadRouting = { diagnostics: reader.diagnostics, receivers: [], secrets: new Map(), leftOut: [] };
  const start = { from: 0, to: 0 };
  if (!reader.root) {
    if (reader.diagnostics.length === 0) reader.error("the file is empty", start);
    return nothing;
  }
  const fields = reader.fields(reader.root, "an alertmanager.yml", start);
  if (!fields) return nothing;
  reader.onlyKnown(fields, "an alertmanager.yml", fileFields);
  const { receivers, secrets, leftOut } = readReceivers(reader, fields);
  const timeIntervals = readTimeIntervals(reader, [fields.get("time_intervals"), fields.get("mute_time_intervals")]);
  const inhibitRules = readInhibitRules(reader, fields.get("inhibit_rules"));
  const routeField = fields.get("route");
  if (!routeField?.node) {
    const say = "the file has no route: it says who can be told, but not of what";
    if (receivers.length > 0) reader.errorUnlessLenient(say, routeField?.key ?? start);
    else reader.error(say, routeField?.key ?? start);
  }
  const names = new Set(receiverNames(fields.get("receivers")));
  const context = { reader, receivers: names, intervals: new Set(timeIntervals.map(({ name }) => name)), leftOut };
  const route = routeField?.node && readRoute(context, routeField.node, routeField.key);
  sayWhatIsLeft(reader, fields, leftOut);
  const diagnostics = reader.diagnostics.toSorted((a, b) => a.place.from - b.place.from);
  const hasErrors = diagnostics.some(({ severity }) => severity === "error");
  const config = route ? { route, timeIntervals, inhibitRules } : routeField?.node ? undefined : keeping;
  return {
    diagnostics,
    ...(config && !hasErrors && { config }),
    receivers,
    secrets,
    leftOut,
  };
}

/** For `watchdeck check`: an empty list means that the file would be taken over. */
export const checkAlertmanagerFile = (text: string): Diagnostic[] => readRoutingConfig(text).diagnostics;

/** All that are named, those with mistakes in them too: a route to one of them is no second mistake. */
function receiverNames(field: Field | undefined): string[] {
  if (!isSeq(field?.node)) return [];
  return field.node.items.flatMap((item) => {
    const name = isMap(item) ? item.get("name", true) : undefined;
    return isScalar(name) ? [String(name.value)] : [];
  });
}

function sayWhatIsLeft(reader: YamlReader, fields: ReadonlyMap<string, Field>, leftOut: string[]): void {
  const templates = fields.get("templates");
  if (templates?.node && reader.list(templates.node, "templates", templates.key).length > 0) {
    leftOut.push("Template files: write what a receiver says into its fields.");
  }
  for (const name of ["tracing", "event_recorder"]) {
    if (fields.get(name)?.node) leftOut.push(`${name}: it is about Alertmanager's own running.`);
  }
}
