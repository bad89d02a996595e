import { formatCount } from "#shared/format/count";
import type { InstantResult, Series } from "#shared/model/series";
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
    const tier = coarsest(answer.tiers);
    if (tier !== undefined) facts.push(tier);
    facts.push(`${answer.tookMs < 10 ? answer.tookMs.toFixed(1) : Math.round(answer.tookMs)} ms`);
  }
  return <>{facts.join(" · ")}</>;
}

/** What of the history answered, where it was not (only) the samples as they were measured. */
function coarsest(tiers: readonly ("raw" | "10s" | "1m")[] = []): string | undefined {
  if (tiers.includes("1m")) return "from buckets of 1 min";
  return tiers.includes("10s") ? "from buckets of 10 s" : undefined;
}

const count = (series: number): string => `${formatCount(series)} series`;

function describeResult(result: InstantResult): string {
  switch (result.kind) {
    case "vector":
      return count(result.values.length);
    case "matrix":
      return `${count(result.series.length)}, ${samples(result.series)}`;
    case "scalar":
    case "string":
      return `one ${result.kind}`;
  }
}

/** Of the samples of a range the table shows the last one. */
function samples(series: readonly Series[]): string {
  const all = series.reduce((sum, { times }) => sum + times.length, 0);
  return all === series.length ? "one sample each" : `the last of ${formatCount(all)} samples`;
}
