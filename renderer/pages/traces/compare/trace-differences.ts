// Two traces as a whole, fact by fact.
import { formatCount } from "#shared/format/count";
import type { Trace } from "#shared/model/trace";
import { lengthText, nameText } from "../trace/span-text";
import { traceFacts } from "../trace/trace-facts";
import { countChange, lengthChange, shareChange } from "./change-words";

export interface FactRow {
  name: string;
  a: string;
  b: string;
  /** Empty where there is none. */
  difference: string;
  /** How B is, next to A. */
  verdict: "better" | "worse" | "same";
}

export function factRows(a: Trace, b: Trace): FactRow[] {
  const [factsA, factsB] = [traceFacts(a), traceFacts(b)];
  return [
    {
      name: "Duration",
      a: lengthText(a.durationNs),
      b: lengthText(b.durationNs),
      difference: durationDifference(a.durationNs, b.durationNs),
      verdict: verdictOf(b.durationNs - a.durationNs),
    },
    counted("Spans", a.count, b.count),
    {
      ...counted("Services", a.services.length, b.services.length),
      difference: serviceDifference(a.services, b.services),
    },
    { ...counted("Errors", factsA.errors, factsB.errors), verdict: verdictOf(factsB.errors - factsA.errors) },
  ];
}

const verdictOf = (change: number): FactRow["verdict"] => (change > 0 ? "worse" : change < 0 ? "better" : "same");

/** More spans or services are neither good nor bad. */
const counted = (name: string, a: number, b: number): FactRow => ({
  name,
  a: formatCount(a),
  b: formatCount(b),
  difference: a === b ? "" : countChange(b - a),
  verdict: "same",
});

function durationDifference(a: number, b: number): string {
  if (a === b) return "";
  return a === 0 ? lengthChange(b - a) : `${lengthChange(b - a)} (${shareChange(b / a)})`;
}

/** More names than this are counted. */
const mostNamed = 3;

function serviceDifference(a: readonly string[], b: readonly string[]): string {
  const [inA, inB] = [new Set(a), new Set(b)];
  return [
    only(
      "A",
      a.filter((name) => !inB.has(name)),
    ),
    only(
      "B",
      b.filter((name) => !inA.has(name)),
    ),
  ]
    .filter(Boolean)
    .join("; ");
}

function only(side: string, names: readonly string[]): string {
  if (names.length === 0) return "";
  const more = names.length > mostNamed ? ` and ${formatCount(names.length - mostNamed)} more` : "";
  return `only in ${side}: ${names
    .slice(0, mostNamed)
    .map((name) => nameText(name) || "unknown service")
    .join(", ")}${more}`;
}
