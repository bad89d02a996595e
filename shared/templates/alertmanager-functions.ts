// What Alertmanager adds to Go's functions for notifications: https://prometheus.io/docs/alerting/latest/notifications/
import { type Functions, goFunctions, stringOf, type TemplateFunction, type World } from "./functions";
import { type GoTime, writeGoTime } from "./go-time";
import { humanizeDuration } from "./humanize";
import { bounded } from "./limits";
import { ofNumber } from "./number-functions";
import { textFunctions } from "./text-functions";
import { duration, time } from "./time-values";
import { goJson } from "./to-json";
import { utf8 } from "./utf8";
import { goTypeOf, map, strings, text, type Value } from "./value";

export const alertmanagerFunctions: Functions = new Map<string, TemplateFunction>([
  ...goFunctions,
  ...textFunctions,
  ["humanizeDuration", ofNumber(humanizeDuration)],
  ["trimSpace", { params: ["string"], run: ([value]) => text(stringOf(value).trim()) }],
  [
    "join",
    {
      params: ["string", "strings"],
      run: ([separator, items]) => text(bounded(itemsOf(items).map(stringOf).join(stringOf(separator)))),
    },
  ],
  ["stringSlice", { params: [], rest: "string", run: (args) => strings(args.map(stringOf)) }],
  ["safeUrl", { params: ["string"], run: ([value]) => ({ type: "string", value: stringOf(value), isSafe: "url" }) }],
  ["urlUnescape", { params: ["string"], run: ([value]) => text(unescapeUrl(stringOf(value))) }],
  ["base64encode", { params: ["string"], run: ([value]) => text(bounded(base64(utf8(stringOf(value))))) }],
  ["toJson", { params: ["any"], run: ([value]) => text(goJson(value ?? { type: "nil" })) }],
  ["now", { params: [], run: (_args, world) => time({ at: nowOf(world) }) }],
  ["since", { params: ["time"], run: ([value], world) => duration((nowOf(world) - timeOf(value).at) * 1e6) }],
  ["date", { params: ["string", "time"], run: ([layout, value]) => text(bounded(writeGoTime(timeOf(value), stringOf(layout)))) }],
  ["tz", { params: ["string", "time"], run: ([zone, value]) => time({ at: timeOf(value).at, zone: knownZone(stringOf(zone)) }) }],
  ["list", { params: [], rest: "any", run: (args) => listOf(args) }],
  ["append", { params: ["list"], rest: "any", run: ([list, ...more]) => listOf([...itemsOf(list), ...more]) }],
  ["dict", { params: [], rest: "any", run: dictOf }],
  // Watchdeck's routes have no labels of their own.
  ["routeLabels", { params: [], run: () => map({}) }],
]);

const itemsOf = (value: Value | undefined): readonly Value[] => (value?.type === "list" ? value.items : []);
const listOf = (items: readonly Value[]): Value => ({ type: "list", items, goType: goTypeOf("list") });
const timeOf = (value: Value | undefined): GoTime => (value?.type === "time" ? value.value : { at: 0 });

function nowOf({ now }: World): number {
  if (now === undefined) throw new Error("there is no time here");
  return now;
}

function dictOf(args: Value[]): Value {
  if (args.length % 2 === 1) throw new Error("dict requires an even number of arguments");
  const entries = new Map<string, Value>();
  for (let at = 0; at < args.length; at += 2) {
    const [key, value] = args.slice(at, at + 2);
    if (key?.type !== "string") throw new Error("dict keys must be strings");
    if (value) entries.set(key.value, value);
  }
  return { type: "dict", value: entries };
}

function unescapeUrl(escaped: string): string {
  try {
    return decodeURIComponent(escaped.replaceAll("+", " "));
  } catch {
    throw new Error(`invalid URL escape in ${JSON.stringify(escaped)}`);
  }
}

function knownZone(name: string): string {
  try {
    new Intl.DateTimeFormat("en-US", { timeZone: name });
    return name;
  } catch {
    throw new Error(`unknown time zone ${name}`);
  }
}

const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

function base64(bytes: readonly number[]): string {
  let output = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const [first = 0, second, third] = bytes.slice(at, at + 3);
    const bits = (first << 16) | ((second ?? 0) << 8) | (third ?? 0);
    const four = [18, 12, 6, 0].map((shift) => digits[(bits >> shift) & 63] ?? "");
    output += four
      .slice(0, third !== undefined ? 4 : second !== undefined ? 3 : 2)
      .join("")
      .padEnd(4, "=");
  }
  return output;
}
