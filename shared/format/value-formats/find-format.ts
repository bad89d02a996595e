// From the unit a dashboard names to how it is written. What is in no catalogue is text to stand behind the number.
import { catalogue } from "./catalogue";
import { date, either, plain } from "./formats";
import { countRate, measure, money } from "./scales";
import type { ValueFormat } from "./value-format";

const known = new Map(catalogue.flatMap(({ formats }) => formats.map(({ id, format }) => [id, format] as const)));
// Written so by Grafana for years, and by many dashboards since.
known.set("farenheit", known.get("fahrenheit") as ValueFormat);

const bare = plain("", { isCount: true });

// Units are text of any dashboard; a panel asks for the same one thousands of times.
const made = new Map<string, ValueFormat>();
const mostMade = 500;

export function findFormat(unit: string | undefined): ValueFormat {
  if (unit === undefined || unit === "") return bare;
  const found = known.get(unit) ?? made.get(unit);
  if (found) return found;
  if (made.size >= mostMade) made.clear();
  const format = makeFormat(unit);
  made.set(unit, format);
  return format;
}

/** `prefix:x`, `suffix:x`, `time:YYYY`, `si:mV`, `count:x`, `currency:€`, `bool:on/off`, or the text itself. */
function makeFormat(unit: string): ValueFormat {
  const colon = unit.indexOf(":");
  const kind = unit.slice(0, Math.max(0, colon));
  const rest = unit.slice(colon + 1);
  switch (kind) {
    case "prefix":
      return plain(rest, { isInFront: true, isCount: true });
    case "suffix":
      return plain(rest, { isCount: true });
    case "time":
      return date(rest);
    case "si":
      return metric(rest);
    case "count":
      return { ...countRate(rest), isCount: true };
    case "currency":
      return currency(rest);
    case "bool": {
      const slash = rest.indexOf("/");
      return slash === -1 ? either(rest, "-") : either(rest.slice(0, slash), rest.slice(slash + 1));
    }
    default:
      return plain(unit.trim(), { isCount: true });
  }
}

const metricPowers: ReadonlyMap<string, number> = new Map([
  ["f", -5],
  ["p", -4],
  ["n", -3],
  ["µ", -2],
  ["μ", -2],
  ["m", -1],
  ["k", 1],
  ["M", 2],
  ["G", 3],
  ["T", 4],
  ["P", 5],
  ["E", 6],
  ["Z", 7],
  ["Y", 8],
]);

/** `mV`: the values are millivolts. A first letter that is no prefix is of the unit's own name. */
function metric(text: string): ValueFormat {
  const power = metricPowers.get(text.charAt(0));
  return power === undefined ? measure(text) : measure(text.slice(1), power);
}

/** `€`, or `financial:€:suffix`: with all of its digits. */
function currency(text: string): ValueFormat {
  const [kind, symbol = "", place] = text.split(":");
  if (kind !== "financial") return money(text);
  return {
    kind: "scaled",
    steps: [{ size: 1, unit: "" }],
    isCount: true,
    suits: "decimal",
    money: { symbol, isBehind: place === "suffix" },
  };
}
