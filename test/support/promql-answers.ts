// Whatever answers PromQL over given series: our evaluator here, a real server in prometheus-answers.ts. Scripts and random
// queries are put to both through this one shape.
import { AppError } from "#shared/model/failure";
import type { Labels } from "#shared/model/labels";
import { createAnnotations } from "#shared/promql/annotations";
import { type EvaluateOptions, evaluateInstant, evaluateRange } from "#shared/promql/evaluate";
import { parsePromql } from "#shared/promql/parse";
import { storageOf, type TestSeries } from "./promql-series";

/** Start, end and step of a range query, in milliseconds. */
export interface Window {
  start: number;
  end: number;
  step: number;
}

export interface AnswerSeries {
  labels: Labels;
  times: ArrayLike<number>;
  values: ArrayLike<number>;
}

export type Answer =
  | { kind: "vector"; samples: { labels: Labels; value: number }[] }
  | { kind: "matrix"; series: AnswerSeries[] }
  | { kind: "scalar"; value: number }
  | { kind: "string"; value: string }
  /** `message` without the place; `type` as Prometheus's API names it. */
  | { kind: "failure"; type: string; message: string };

export interface Remarked {
  answer: Answer;
  /** As the API lists them, each with its place at the end. */
  warnings: string[];
  infos: string[];
}

export interface PromqlAnswers {
  instant(query: string, time: number): Promise<Remarked>;
  range(query: string, window: Window): Promise<Remarked>;
}

export type LocalOptions = Pick<EvaluateOptions, "lookback" | "maxSamples"> & { delayedNameRemoval?: boolean };

/** Our evaluator over the series. */
export function localAnswers(series: readonly TestSeries[], options: LocalOptions = {}): PromqlAnswers {
  const storage = storageOf(series);
  const remarked = (query: string, evaluate: (options: EvaluateOptions) => Answer): Remarked => {
    const annotations = createAnnotations(query);
    try {
      const answer = evaluate({ ...options, storage, annotations });
      return { answer, warnings: annotations.warnings, infos: annotations.infos };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return { answer: failureOf(error), warnings: annotations.warnings, infos: annotations.infos };
    }
  };
  return {
    instant: async (query, time) => remarked(query, (all) => instantAnswer(query, time, all)),
    range: async (query, window) =>
      remarked(query, (all) => ({ kind: "matrix", series: evaluateRange(parsePromql(query), window, all) })),
  };
}

function instantAnswer(query: string, time: number, options: EvaluateOptions): Answer {
  const result = evaluateInstant(parsePromql(query), time, options);
  if (result.kind !== "vector") return result;
  const { labels, values } = result;
  return { kind: "vector", samples: labels.map((each, index) => ({ labels: each, value: values[index] ?? Number.NaN })) };
}

function failureOf({ failure }: AppError): Answer {
  const [first] = failure.diagnostics ?? [];
  const message = first?.message ?? failure.say;
  if (failure.kind === "not-supported") return { kind: "failure", type: "not-supported", message };
  // Mistakes that show in the text are bad data to the API, those that only the data shows are the execution's.
  const showsInText = / parse error: |invalid expression type /.test(failure.say);
  return {
    kind: "failure",
    type: failure.kind === "bad-query" ? (showsInText ? "bad_data" : "execution") : failure.kind,
    message,
  };
}
