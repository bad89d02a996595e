// Holds two answers to one query against each other, and makes a query that they differ on smaller.
import { formatLabels, labelsKey } from "#shared/model/labels";
import { childrenOf, type Expr, unwrap } from "#shared/promql/ast";
import { typeOf } from "#shared/promql/check";
import { parsePromql } from "#shared/promql/parse";
import type { Answer, AnswerSeries, PromqlAnswers, Remarked, Window } from "./promql-answers";
import { sortedComplaint } from "./promql-script-compare";

/** A query at a moment or over a range. */
export interface Asked {
  query: string;
  at: number | Window;
}

export const ask = (answers: PromqlAnswers, { query, at }: Asked): Promise<Remarked> =>
  typeof at === "number" ? answers.instant(query, at) : answers.range(query, at);

/** Where ours differs from theirs, or undefined. */
export function difference(asked: Asked, ours: Remarked, theirs: Remarked): string | undefined {
  return (
    answerDifference(asked, ours.answer, theirs.answer) ??
    listDifference("warnings", ours.warnings, theirs.warnings) ??
    listDifference("infos", ours.infos, theirs.infos)
  );
}

function answerDifference(asked: Asked, ours: Answer, theirs: Answer): string | undefined {
  if (ours.kind !== theirs.kind) return `ours is ${brief(ours)}, theirs is ${brief(theirs)}`;
  switch (ours.kind) {
    case "failure":
      return sameFailure(ours, theirs) ? undefined : `ours is ${brief(ours)}, theirs is ${brief(theirs)}`;
    case "scalar":
    case "string":
      return ours.kind === theirs.kind && isNear(ours.value, theirs.value)
        ? undefined
        : `${brief(ours)} instead of ${brief(theirs)}`;
    case "vector":
      if (theirs.kind !== "vector") return "unreachable";
      return seriesDifference(toSeries(ours), toSeries(theirs)) ?? orderDifference(asked.query, ours, theirs);
    case "matrix":
      if (theirs.kind !== "matrix") return "unreachable";
      return (
        seriesDifference(ours.series, theirs.series) ?? (typeof asked.at === "number" ? undefined : sortedComplaint(ours.series))
      );
  }
}

const toSeries = ({ samples }: Extract<Answer, { kind: "vector" }>): AnswerSeries[] =>
  samples.map(({ labels, value }) => ({ labels, times: [0], values: [value] }));

function seriesDifference(ours: readonly AnswerSeries[], theirs: readonly AnswerSeries[]): string | undefined {
  const left = new Map(ours.map((series) => [labelsKey(series.labels), series]));
  if (left.size < ours.length) return "ours has a series twice";
  for (const { labels, times, values } of theirs) {
    const own = left.get(labelsKey(labels));
    if (!own) return `ours lacks ${formatLabels(labels)} of ${theirs.length}`;
    left.delete(labelsKey(labels));
    if (own.times.length !== times.length)
      return `${formatLabels(labels)} has ${own.times.length} points instead of ${times.length}`;
    for (let index = 0; index < times.length; index++) {
      if (own.times[index] !== times[index])
        return `${formatLabels(labels)} has a point at ${own.times[index]}, theirs at ${times[index]}`;
      if (!isNear(own.values[index], values[index])) {
        return `${formatLabels(labels)} is ${own.values[index]} instead of ${values[index]} at ${times[index]}`;
      }
    }
  }
  const [extra] = left.values();
  return extra && `ours has ${formatLabels(extra.labels)} besides`;
}

type VectorAnswer = Extract<Answer, { kind: "vector" }>;

/**
 * Where the order is part of the answer: sorted values, or sorted labels. Elements of equal value may stand in any order, as
 * may groups; and Prometheus has no order for an element that lacks a label to sort by.
 */
function orderDifference(query: string, ours: VectorAnswer, theirs: VectorAnswer): string | undefined {
  const expr = unwrap(parsePromql(query).expr);
  if (expr.type === "call" && expr.name.startsWith("sort_by_label")) {
    const names = expr.args.flatMap((arg) => (arg.type === "string" ? [arg.value] : []));
    if (ours.samples.some(({ labels }) => names.some((name) => !Object.hasOwn(labels, name)))) return undefined;
    const [one, other] = [ours, theirs].map(({ samples }) => samples.map(({ labels }) => formatLabels(labels)).join(" "));
    return one === other ? undefined : `the order is ${one} instead of ${other}`;
  }
  if (!isSortedByValue(expr)) return undefined;
  const wrong = ours.samples.findIndex(({ value }, index) => !isNear(value, theirs.samples[index]?.value));
  return wrong < 0 ? undefined : `element ${wrong} is ${ours.samples[wrong]?.value} instead of ${theirs.samples[wrong]?.value}`;
}

function isSortedByValue(expr: Expr): boolean {
  if (expr.type === "call") return expr.name === "sort" || expr.name === "sort_desc";
  const { mode, labels } = expr.type === "aggregate" ? expr.grouping : { mode: "without", labels: [] };
  return expr.type === "aggregate" && ["topk", "bottomk"].includes(expr.operator) && mode === "by" && labels.length === 0;
}

const nearness = 1e-9;

/** Both add in the same order with the same corrections; what is left is the last digit of exp, sin, pow and their like. */
function isNear(a: unknown, b: unknown): boolean {
  if (typeof a !== "number" || typeof b !== "number") return a === b;
  if (Object.is(a, b)) return true;
  return Math.abs(a - b) <= nearness * Math.max(Math.abs(a), Math.abs(b)) && (a !== 0 || b !== 0 || Object.is(a, b));
}

function sameFailure(ours: Answer, theirs: Answer): boolean {
  if (ours.kind !== "failure" || theirs.kind !== "failure") return false;
  return ours.type === theirs.type && withSortedLists(ours.message) === withSortedLists(theirs.message);
}

/** An error lists the series of a group in the order in which they came from disk. */
const withSortedLists = (message: string): string =>
  message.replace(
    /\[(\{.*\})\]/,
    (_, list: string) =>
      `[${list
        .split("}, {")
        .map((part) => part.replace(/^\{|\}$/g, ""))
        .sort()
        .join("}, {")}]`,
  );

/** The API stops at ten of a kind and counts the rest. */
const mostListed = 10;

function listDifference(kind: string, ours: readonly string[], theirs: readonly string[]): string | undefined {
  if (ours.length > mostListed || theirs.length > mostListed) return undefined;
  const [one, other] = [ours, theirs].map((list) => JSON.stringify([...list].sort()));
  return one === other ? undefined : `${kind} are ${one} instead of ${other}`;
}

function brief(answer: Answer): string {
  switch (answer.kind) {
    case "failure":
      return `the ${answer.type} failure "${answer.message}"`;
    case "vector":
      return `a vector of ${answer.samples.length}`;
    case "matrix":
      return `a matrix of ${answer.series.length}`;
    default:
      return `the ${answer.kind} ${answer.value}`;
  }
}

/** The smallest part of the query that they still differ on. */
export async function shrink(asked: Asked, differs: (asked: Asked) => Promise<boolean>): Promise<Asked> {
  const parts = (typeof asked.at === "number" ? [] : [asked.at.start]).map((at) => ({ query: asked.query, at }));
  for (const at of [asked.at, ...parts.map(({ at }) => at)]) {
    for (const query of partsOf(asked.query)) if (await differs({ query, at })) return { query, at };
  }
  return asked;
}

/** The expressions in a query that have a value of their own, shortest first; the query itself comes last. */
function partsOf(query: string): string[] {
  const found = new Set<string>();
  const collect = (expr: Expr): void => {
    const type = typeOf(expr);
    if (type === "vector" || type === "scalar") found.add(query.slice(expr.from, expr.to));
    for (const child of childrenOf(expr)) collect(child);
  };
  collect(parsePromql(query).expr);
  return [...found].sort((a, b) => a.length - b.length);
}
