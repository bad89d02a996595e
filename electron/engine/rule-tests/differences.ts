// What differs between what a test expects and what came, in lines that a person can compare: `-` is expected, `+` came.
import { formatLabels, type Labels } from "#shared/model/labels";
import type { ExpectedAlert } from "./test-file";

export interface Sample {
  labels: Labels;
  value: number;
}

/** Nothing when both hold the same alerts, in whatever order. */
export function alertDifferences(expected: readonly ExpectedAlert[], got: readonly ExpectedAlert[]): string[] | undefined {
  const isEqual = (a: ExpectedAlert, b: ExpectedAlert) =>
    sameLabels(a.labels, b.labels) && sameLabels(a.annotations, b.annotations);
  const { missing, surplus } = unmatched(expected, got, isEqual);
  if (missing.length === 0 && surplus.length === 0) return undefined;
  const lines: string[] = [];
  for (const alert of missing) {
    const [closest] = [...surplus].sort((a, b) => closeness(alert, b) - closeness(alert, a));
    // Two alerts that have hardly anything in common are two alerts.
    if (closest && closeness(alert, closest) > 0) {
      surplus.splice(surplus.indexOf(closest), 1);
      lines.push(`  ${formatLabels(alert.labels)}`, ...changes("label", alert.labels, closest.labels));
      lines.push(...changes("annotation", alert.annotations, closest.annotations));
    } else lines.push(...whole("-", alert));
  }
  for (const alert of surplus) lines.push(...whole("+", alert));
  return lines;
}

/** Nothing when both hold the same samples, in whatever order. */
export function sampleDifferences(expected: readonly Sample[], got: readonly Sample[], isFuzzy: boolean): string[] | undefined {
  const isEqual = (a: Sample, b: Sample) => sameLabels(a.labels, b.labels) && sameValue(a.value, b.value, isFuzzy);
  const { missing, surplus } = unmatched(expected, got, isEqual);
  if (missing.length === 0 && surplus.length === 0) return undefined;
  const line = ({ labels, value }: Sample) => `${formatLabels(labels)} ${value}`;
  return [...missing.map((sample) => `- ${line(sample)}`), ...surplus.map((sample) => `+ ${line(sample)}`)];
}

function unmatched<T>(
  expected: readonly T[],
  got: readonly T[],
  isEqual: (a: T, b: T) => boolean,
): { missing: T[]; surplus: T[] } {
  const surplus = [...got];
  const missing = expected.filter((one) => {
    const at = surplus.findIndex((other) => isEqual(one, other));
    if (at >= 0) surplus.splice(at, 1);
    return at < 0;
  });
  return { missing, surplus };
}

/** An empty label that is expected is not the same as none: promtool compares to the letter. */
function sameLabels(a: Labels, b: Labels): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => Object.hasOwn(b, name) && a[name] === b[name]);
}

/** Exactly, or with the next number up or down. NaN is never what was expected. */
function sameValue(a: number, b: number, isFuzzy: boolean): boolean {
  return a === b || (isFuzzy && Number.isFinite(a) && Number.isFinite(b) && distance(a, b) <= 1n);
}

/** How many floating-point numbers lie between two, the second included. */
function distance(a: number, b: number): bigint {
  const [one, other] = [a, b].map(ordinal);
  const between = (one ?? 0n) - (other ?? 0n);
  return between < 0n ? -between : between;
}

/** Numbers in their order as whole numbers without holes. */
function ordinal(value: number): bigint {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigInt64(0);
  return bits < 0n ? -(bits & 0x7fff_ffff_ffff_ffffn) : bits;
}

/** How many labels and annotations two alerts share. */
function closeness(a: ExpectedAlert, b: ExpectedAlert): number {
  const shared = (one: Labels, other: Labels) =>
    Object.entries(one).filter(([name, value]) => name !== "alertname" && Object.hasOwn(other, name) && other[name] === value)
      .length;
  const areBothBare = Object.keys(a.labels).length === 1 && Object.keys(b.labels).length === 1;
  return shared(a.labels, b.labels) + shared(a.annotations, b.annotations) + (areBothBare ? 1 : 0);
}

function changes(what: string, expected: Labels, got: Labels): string[] {
  const names = [...new Set([...Object.keys(expected), ...Object.keys(got)])].sort();
  return names.flatMap((name) => {
    const was = Object.hasOwn(expected, name) ? expected[name] : undefined;
    const is = Object.hasOwn(got, name) ? got[name] : undefined;
    if (was === is) return [];
    const line = (mark: string, value: string | undefined) =>
      value === undefined ? [] : [`  ${mark} ${what} ${name}: ${JSON.stringify(value)}`];
    return [...line("-", was), ...line("+", is)];
  });
}

const whole = (mark: string, { labels, annotations }: ExpectedAlert): string[] => [
  `${mark} ${formatLabels(labels)}`,
  ...Object.entries(annotations).map(([name, value]) => `${mark}   ${name}: ${JSON.stringify(value)}`),
];
