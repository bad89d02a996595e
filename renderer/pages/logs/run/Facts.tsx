import { formatCount } from "#shared/format/count";
import { formatDiskSize } from "#shared/format/disk-size";
import { formatQuantity } from "#shared/format/quantity";
import type { RunState } from "./create-run";
import { linesWord } from "./lines-word";
import type { MetricAnswer } from "./MetricResult";

interface Props {
  sourceName: string;
  state: RunState;
  /** So many lines are in the list. */
  shown: number;
  /** The answer of a metric query, when it is one. */
  metric: MetricAnswer["answer"]["data"];
}

/** The line beside the title: who answered, how much, and what that cost. */
export function Facts({ sourceName, state, shown, metric }: Props) {
  const { stats, phase } = state;
  const facts = [sourceName];
  if (metric) facts.push(`${formatCount(metric.series.length)} series`, formatQuantity(metric.tookMs / 1000, "seconds"));
  if (phase === "waiting") facts.push("asking");
  if (phase !== "idle" && !state.isStale && (shown > 0 || phase === "done")) facts.push(linesWord(shown));
  if (stats && !state.isStale) {
    const took = formatQuantity(stats.tookMs / 1000, "seconds");
    facts.push(!stats.bytes ? `read in ${took}` : `${formatDiskSize(stats.bytes)} read in ${took}`);
  }
  return <>{facts.join(" · ")}</>;
}
