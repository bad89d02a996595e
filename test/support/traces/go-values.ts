// Durations and times as Go reads them, with its words for what it cannot read.

const units: Record<string, number> = { ns: 1, us: 1e3, µs: 1e3, ms: 1e6, s: 1e9, m: 60e9, h: 3600e9 };

/** Nanoseconds. https://pkg.go.dev/time#ParseDuration */
export function goDuration(text: string): number {
  if (/^[+-]?\d+(\.\d*)?$/.test(text) && Number(text) !== 0)
    throw new Error(`time: missing unit in duration ${JSON.stringify(text)}`);
  if (!/^[+-]?(\d+(\.\d*)?(ns|us|µs|ms|s|m|h))+$/.test(text) && text !== "0") {
    throw new Error(`time: invalid duration ${JSON.stringify(text)}`);
  }
  let sum = 0;
  for (const [, count = "", unit = ""] of text.matchAll(/(\d+(?:\.\d*)?)(ns|us|µs|ms|s|m|h)/g))
    sum += Number(count) * (units[unit] ?? 0);
  return text.startsWith("-") ? -sum : sum;
}

/** Microseconds since the epoch, of an RFC 3339 time. */
export function goTime(text: string): number {
  const [, whole, fraction = "", zone] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d+))?(Z|[+-]\d\d:\d\d)$/.exec(text) ?? [];
  const ms = Date.parse(`${whole}${zone}`);
  if (Number.isNaN(ms)) {
    throw new Error(
      `parsing time ${JSON.stringify(text)} as "2006-01-02T15:04:05.999999999Z07:00": cannot parse ${JSON.stringify(text)} as "2006"`,
    );
  }
  return ms * 1000 + Number(fraction.padEnd(6, "0").slice(0, 6));
}

export function goInteger(text: string, by = "ParseInt"): number {
  if (!/^[+-]?\d+$/.test(text)) throw new Error(`strconv.${by}: parsing ${JSON.stringify(text)}: invalid syntax`);
  return Number(text);
}
