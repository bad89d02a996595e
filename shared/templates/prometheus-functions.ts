// What Prometheus adds to Go's functions for rule files: https://prometheus.io/docs/prometheus/latest/configuration/template_reference/
import { parseDuration } from "../format/duration";
import type { Labels } from "../model/labels";
import { escapeQuery, type Functions, goFunctions, type QuerySample, stringOf, type TemplateFunction } from "./functions";
import { stripDomain, stripPort } from "./host-names";
import { humanize, humanize1024, humanizeDuration, humanizePercentage } from "./humanize";
import { ofNumber, overflow, timestamp, toFloat } from "./number-functions";
import { textFunctions } from "./text-functions";
import { duration, time } from "./time-values";
import { float, goTypeOf, labelOf, map, nil, text, type Value } from "./value";

const ofText = (change: (value: string) => string): TemplateFunction => ({
  params: ["string"],
  run: ([value]) => text(change(stringOf(value))),
});

const link = (tab: number): TemplateFunction => ({
  params: ["string"],
  run: ([expr]) => text(`/graph?g0.expr=${escapeQuery(stringOf(expr))}&g0.tab=${tab}`),
});

export const prometheusFunctions: Functions = new Map<string, TemplateFunction>([
  ...goFunctions,
  ...textFunctions,
  ["humanize", ofNumber(humanize)],
  ["humanize1024", ofNumber(humanize1024)],
  ["humanizeDuration", ofNumber(humanizeDuration)],
  ["humanizePercentage", ofNumber(humanizePercentage)],
  ["humanizeTimestamp", ofNumber(timestamp)],
  ["toTime", { params: ["any"], run: ([value = nil]) => toTime(toFloat(value)) }],
  ["toDuration", { params: ["any"], run: ([value = nil]) => duration(toFloat(value) * 1e9) }],
  ["parseDuration", { params: ["string"], run: ([value]) => float(secondsOf(stringOf(value))) }],
  [
    "now",
    {
      params: [],
      run(_args, { now }) {
        if (now === undefined) throw new Error("there is no time here");
        return float(now / 1000);
      },
    },
  ],
  ["stripPort", ofText(stripPort)],
  ["stripDomain", ofText(stripDomain)],
  ["urlQueryEscape", ofText(escapeQuery)],
  ["graphLink", link(0)],
  ["tableLink", link(1)],
  ["externalURL", { params: [], run: (_args, { externalUrl }) => text(externalUrl) }],
  ["pathPrefix", { params: [], run: (_args, { externalUrl }) => text(pathOf(externalUrl)) }],
  [
    "args",
    {
      params: [],
      rest: "any",
      run: (args) => ({ type: "dict", value: new Map(args.map((value, index) => [`arg${index}`, value])) }),
    },
  ],
  [
    "query",
    {
      params: ["string"],
      run([expr], { query, work }) {
        if (!query) throw new Error("queries cannot be answered here");
        const samples = query(stringOf(expr));
        work(samples.length / 10);
        return samplesValue(samples.map(sampleValue));
      },
    },
  ],
  ["first", { params: ["samples"], run: ([samples]) => firstOf(itemsOf(samples)) }],
  ["value", { params: ["sample"], run: ([sample]) => fieldOf(sample, "Value") }],
  ["label", { params: ["string", "sample"], run: ([name, sample]) => text(labelOf(labelsOf(sample), stringOf(name))) }],
  ["strvalue", { params: ["sample"], run: ([sample]) => text(labelOf(labelsOf(sample), "__value__")) }],
  [
    "sortByLabel",
    {
      params: ["string", "samples"],
      run([name, samples], { work }) {
        const items = itemsOf(samples).map((sample) => ({ sample, key: labelOf(labelsOf(sample), stringOf(name)) }));
        work(items.length / 10);
        items.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
        return samplesValue(items.map(({ sample }) => sample));
      },
    },
  ],
]);

/** Seconds since 1970 as a time, which is exact to the millisecond as Prometheus's are. */
function toTime(value: number): Value {
  if (!Number.isFinite(value) || Math.abs(value * 1e9) >= 2 ** 63) throw overflow(value);
  return { ...time({ at: Math.trunc((value * 1e9) / 1e6) }), isPointer: true };
}

function secondsOf(written: string): number {
  const isNegative = written.startsWith("-");
  const length = parseDuration(isNegative ? written.slice(1) : written);
  if (!length.ok) throw new Error(unknownUnit(written) ?? (isNegative ? notValid(written) : length.message));
  return (length.value / 1000) * (isNegative ? -1 : 1);
}

const notValid = (written: string) => `not a valid duration string: ${JSON.stringify(written)}`;

/** What Go says of a duration whose numbers are followed by something that is no unit. */
function unknownUnit(written: string): string | undefined {
  if (!/^\d/.test(written)) return undefined;
  for (const [, unit = ""] of written.matchAll(/\d+(\D+)/g)) {
    if (!/^(?:ms|[smhdwy])$/.test(unit)) return `unknown unit ${JSON.stringify(unit)} in duration ${JSON.stringify(written)}`;
  }
  return undefined;
}

/** `/prom` of `http://host:9090/prom`; shared/ has no URL. */
const pathOf = (url: string): string => /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*([^?#]*)/i.exec(url)?.[1] ?? "";

const sampleValue = ({ labels, value }: QuerySample): Value => ({
  type: "struct",
  goType: goTypeOf("sample"),
  fields: new Map([
    ["Labels", map(labels)],
    ["Value", float(value)],
  ]),
});

const samplesValue = (items: readonly Value[]): Value => ({ type: "list", items, goType: goTypeOf("samples") });
const itemsOf = (samples: Value | undefined): readonly Value[] => (samples?.type === "list" ? samples.items : []);

function fieldOf(sample: Value | undefined, name: string): Value {
  return (sample?.type === "struct" && sample.fields.get(name)) || nil;
}

function labelsOf(sample: Value | undefined): Labels {
  const labels = fieldOf(sample, "Labels");
  return labels.type === "map" ? labels.value : {};
}

function firstOf(items: readonly Value[]): Value {
  const [first] = items;
  if (!first) throw new Error("first() called on vector with no elements");
  return first;
}
