// The kinds of fields that unit-test files have, each read with its mistakes placed.

import { formatDuration, parseDuration } from "#shared/format/duration";
import type { Labels } from "#shared/model/labels";
import { NotationError, readSeries, readSeriesValues, type SeriesValue } from "#shared/promql/series-notation";
import type { EpochMs, Milliseconds } from "#shared/units/time";
import type { Field, Stretch, YamlReader } from "../yaml/yaml-reader";

export function readLength(reader: YamlReader, field: Field | undefined, what: string): Milliseconds | undefined {
  const written = reader.text(field, what);
  // A field without a value is one that is not there.
  if (!written || !field?.node) return undefined;
  const length = parseDuration(written.text);
  if (length.ok) return length.value;
  reader.error(`${what}: ${length.message}; write it like ${formatDuration(300_000)} or ${formatDuration(5_400_000)}`, written);
  return undefined;
}

const rfc3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/** Unix seconds or RFC 3339. */
export function readMoment(reader: YamlReader, field: Field | undefined): EpochMs | undefined {
  const written = reader.text(field, "start_timestamp");
  if (!written || !field?.node) return undefined;
  const seconds = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(written.text) ? Number(written.text) * 1000 : undefined;
  const at = seconds ?? (rfc3339.test(written.text) ? Date.parse(written.text) : Number.NaN);
  if (Number.isFinite(at)) return at;
  reader.error("start_timestamp is a time such as 2026-11-21T08:00:00Z, or Unix seconds", written);
  return undefined;
}

export function readBoolean(reader: YamlReader, field: Field | undefined, what: string): boolean | undefined {
  const written = reader.text(field, what);
  if (!written || !field?.node) return undefined;
  if (/^(?:true|yes|on|y)$/i.test(written.text)) return true;
  if (/^(?:false|no|off|n)$/i.test(written.text)) return false;
  reader.error(`${what} is true or false`, written);
  return undefined;
}

/** As YAML writes numbers: `1e3`, `.inf`, `-.inf`, `.nan`, `0x1F`. */
export function readNumber(reader: YamlReader, field: Field | undefined, what: string): number | undefined {
  const written = reader.text(field, what);
  if (!written || !field?.node) return undefined;
  const plain = written.text.replaceAll("_", "");
  const special = /^([-+]?)\.(inf|nan)$/i.exec(plain);
  if (special) return special[2]?.toLowerCase() === "nan" ? Number.NaN : special[1] === "-" ? -Infinity : Infinity;
  if (/^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i.test(plain)) return Number(plain);
  const whole = /^([-+]?)(0x[\da-f]+|0o[0-7]+|0b[01]+)$/i.exec(plain);
  if (whole) return Number(whole[2]) * (whole[1] === "-" ? -1 : 1);
  reader.error(`${what} is a number; the infinities are .inf and -.inf`, written);
  return undefined;
}

export function readLabels(reader: YamlReader, field: Field | undefined, what: string): Labels {
  if (!field?.node) return {};
  const pairs: [string, string][] = [];
  for (const [name, entry] of reader.fields(field.node, what, field.key) ?? []) {
    const value = reader.text(entry, `${what} ${name}`);
    if (name === "__proto__") reader.error('"__proto__" cannot be the name of a label here', entry.key);
    else if (value) pairs.push([name, value.text]);
  }
  return Object.fromEntries(pairs);
}

/** `up{job="x"}`, and nothing behind it. */
export function readSampleLabels(reader: YamlReader, field: Field | undefined, what: string): Labels | undefined {
  const written = reader.text(field, what);
  if (!written) return undefined;
  try {
    const { labels, to } = readSeries(written.text);
    const rest = written.text.slice(to).trimStart();
    if (rest === "") return labels;
    const from = written.text.length - rest.length;
    throw new NotationError("behind the series nothing may follow", from, written.text.length);
  } catch (error) {
    if (!(error instanceof NotationError)) throw error;
    reader.error(error.message, written.place(error.from, error.to));
    return undefined;
  }
}

export function readValues(reader: YamlReader, field: Field | undefined, owner: Stretch): SeriesValue[] | undefined {
  const written = reader.text(field, "values");
  if (!written) {
    if (!field) reader.error("a series needs values", owner);
    return undefined;
  }
  try {
    const values = readSeriesValues(written.text);
    if (!values.includes("histogram")) return values;
    const at = written.text.indexOf("{{");
    reader.error("Watchdeck keeps no native histograms: only numbers can be samples", written.place(at, at + 2));
  } catch (error) {
    if (!(error instanceof NotationError)) throw error;
    reader.error(error.message, written.place(error.from, error.to));
  }
  return undefined;
}
