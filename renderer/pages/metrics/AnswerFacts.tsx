import type { InstantResult } from "#shared/model/series";
import { useSourceNames } from "../../stores/source-names";
import type { Exploration } from "./url";
import type { Results } from "./use-results";

interface Props {
  exploration: Exploration;
  results: Results;
}

/** The line beside the title: who answered, how much, and how long that took. */
export function AnswerFacts({ exploration, results }: Props) {
  const { nameOf } = useSourceNames();
  const { source, view } = exploration;
  const answer = view === "chart" ? results.chart.data : results.table.data;
  const facts = [nameOf(source)];
  if (exploration.expr !== "" && answer) {
    facts.push("series" in answer ? count(answer.series.length) : describeResult(answer.result));
    facts.push(`${answer.tookMs < 10 ? answer.tookMs.toFixed(1) : Math.round(answer.tookMs)} ms`);
  }
  return <>{facts.join(" · ")}</>;
}

const count = (series: number): string => `${series} series`;

function describeResult(result: InstantResult): string {
  switch (result.kind) {
    case "vector":
      return count(result.values.length);
    case "matrix":
      return count(result.series.length);
    case "scalar":
    case "string":
      return `one ${result.kind}`;
  }
}
