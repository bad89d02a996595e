// The tree of routes and the inhibition rules of an alertmanager.yml.
import type { Node } from "yaml";
import { deepestRoute } from "#shared/alerting/check-routing";
import { formatDuration, parseDuration } from "#shared/format/duration";
import type { InhibitRule, Route } from "#shared/model/routing";
import { minutes } from "#shared/units/time";
import type { Field, Stretch, YamlReader } from "../yaml/yaml-reader";
import { readLabelNames, readMatcherList, readMatcherMap, readTexts, strict } from "./read-matchers";

const routeFields = [
  ...["receiver", "group_by", "group_wait", "group_interval", "repeat_interval"],
  ...["matchers", "match", "match_re", "continue", "mute_time_intervals", "active_time_intervals", "labels", "routes"],
];
const inhibitFields = [
  ...["name", "source_matchers", "target_matchers", "equal"],
  ...["source_match", "source_match_re", "target_match", "target_match_re"],
];

export interface RouteContext {
  reader: YamlReader;
  receivers: ReadonlySet<string>;
  intervals: ReadonlySet<string>;
  leftOut: string[];
}

export function readRoute(context: RouteContext, node: Node | undefined, owner: Stretch, depth = 0): Route | undefined {
  const { reader, receivers, intervals, leftOut } = context;
  const isRoot = depth === 0;
  const fields = reader.fields(node, "a route", owner);
  if (!fields) return undefined;
  const start = node && !isRoot ? { from: reader.stretchOf(node).from, to: reader.stretchOf(node).from } : owner;
  if (depth > deepestRoute) {
    reader.error(`routes inside routes go ${deepestRoute} deep at most`, start);
    return undefined;
  }
  reader.onlyKnown(fields, "a route", routeFields, strict);
  const matchers = [
    ...readMatcherMap(reader, fields.get("match"), "match", false),
    ...readMatcherMap(reader, fields.get("match_re"), "match_re", true),
    ...readMatcherList(reader, fields.get("matchers"), "matchers"),
  ];
  const doesContinue = readFlag(reader, fields.get("continue"), "continue");
  if (isRoot) refuseOfRoot(reader, fields, doesContinue);
  if (fields.get("labels")?.node) {
    leftOut.push(
      `Labels of the route in line ${reader.lineOf(fields.get("labels")?.key.from ?? 0)}: templates cannot ask for them here.`,
    );
  }

  const receiver = reader.text(fields.get("receiver"), "receiver");
  if (receiver?.text && !receivers.has(receiver.text)) {
    reader.error(`there is no receiver ${JSON.stringify(receiver.text)} under receivers`, receiver);
  }
  if (isRoot && !receiver?.text)
    reader.error("the first route needs a receiver: it takes what no other route does", receiver ?? start);

  const intervalNames = (name: string) =>
    readTexts(reader, fields.get(name), name).map(({ text, node: entry }) => {
      if (!intervals.has(text)) reader.error(`there is no time interval ${JSON.stringify(text)}`, reader.stretchOf(entry));
      return text;
    });
  const children = fields.get("routes");
  const routes = children?.node ? reader.list(children.node, "routes", children.key) : [];
  const groupBy = fields.get("group_by")?.node ? readLabelNames(reader, fields.get("group_by"), "group_by") : undefined;
  if (groupBy?.includes("...") && groupBy.length > 1) {
    reader.error('group_by has "...", which is every label, and single labels: choose one', fields.get("group_by")?.key ?? start);
  }
  return {
    ...(receiver?.text && { receiver: receiver.text }),
    ...(groupBy && { groupBy }),
    ...readTimings(reader, fields),
    matchers,
    continue: doesContinue,
    muteTimeIntervals: intervalNames("mute_time_intervals"),
    activeTimeIntervals: intervalNames("active_time_intervals"),
    routes: routes.flatMap((child) => readRoute(context, child, start, depth + 1) ?? []),
  };
}

function refuseOfRoot(reader: YamlReader, fields: ReadonlyMap<string, Field>, doesContinue: boolean): void {
  for (const name of ["matchers", "match", "match_re", "mute_time_intervals", "active_time_intervals"]) {
    const field = fields.get(name);
    if (field?.node) reader.error(`the first route cannot have ${name}: every alert begins there`, field.key);
  }
  const goesOn = fields.get("continue");
  if (goesOn && doesContinue) reader.error("the first route cannot continue: nothing comes after it", goesOn.key);
}

function readTimings(reader: YamlReader, fields: ReadonlyMap<string, Field>) {
  const groupWaitMs = readDuration(reader, fields.get("group_wait"), "group_wait", true);
  const groupIntervalMs = readDuration(reader, fields.get("group_interval"), "group_interval", false);
  const repeatIntervalMs = readDuration(reader, fields.get("repeat_interval"), "repeat_interval", false);
  return {
    ...(groupWaitMs !== undefined && { groupWaitMs }),
    ...(groupIntervalMs !== undefined && { groupIntervalMs }),
    ...(repeatIntervalMs !== undefined && { repeatIntervalMs }),
  };
}

const longest = 366 * 86_400_000;

function readDuration(reader: YamlReader, field: Field | undefined, what: string, mayBeZero: boolean): number | undefined {
  const text = field?.node ? reader.text(field, what) : undefined;
  if (!text) return undefined;
  const read = parseDuration(text.text);
  if (!read.ok)
    reader.error(`${what}: ${read.message}; write it like ${formatDuration(minutes(5))} or ${formatDuration(minutes(90))}`, text);
  else if (read.value === 0 && !mayBeZero) reader.error(`${what} cannot be zero`, text);
  else if (read.value > longest) reader.error(`${what} can be a year at most`, text);
  else return read.value;
  return undefined;
}

/** Alertmanager's reader of YAML takes the older words too. */
const flags: ReadonlyMap<string, boolean> = new Map([
  ...["true", "yes", "on"].map((word) => [word, true] as const),
  ...["false", "no", "off"].map((word) => [word, false] as const),
]);

function readFlag(reader: YamlReader, field: Field | undefined, what: string): boolean {
  const text = field?.node ? reader.text(field, what) : undefined;
  if (!text) return false;
  const flag = flags.get(text.text.toLowerCase());
  if (flag === undefined) reader.error(`${what} is true or false`, text);
  return flag ?? false;
}

export function readInhibitRules(reader: YamlReader, field: Field | undefined): InhibitRule[] {
  if (!field?.node) return [];
  return reader.list(field.node, "inhibit_rules", field.key).flatMap((node) => {
    const start = { from: reader.stretchOf(node).from, to: reader.stretchOf(node).from };
    const fields = reader.fields(node, "an inhibition rule", start);
    if (!fields) return [];
    reader.onlyKnown(fields, "an inhibition rule", inhibitFields, strict);
    const side = (name: string) => [
      ...readMatcherMap(reader, fields.get(`${name}_match`), `${name}_match`, false),
      ...readMatcherMap(reader, fields.get(`${name}_match_re`), `${name}_match_re`, true),
      ...readMatcherList(reader, fields.get(`${name}_matchers`), `${name}_matchers`),
    ];
    return [
      {
        sourceMatchers: side("source"),
        targetMatchers: side("target"),
        equal: readLabelNames(reader, fields.get("equal"), "equal"),
      },
    ];
  });
}
