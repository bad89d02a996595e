import { CircleAlert, CircleSlash, Info, SearchX, TriangleAlert } from "lucide-react";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { EmptyState } from "../../components/EmptyState";
import { FailureNote } from "../../components/FailureNote";
import { Skeleton } from "../../components/Skeleton";
import { QueryChart } from "../../panels/query-chart/QueryChart";
import { FirstQueries } from "./FirstQueries";
import styles from "./Metrics.module.css";
import { ResultTable } from "./ResultTable";
import type { Exploration } from "./url";
import type { Results } from "./use-results";

interface Props {
  exploration: Exploration;
  results: Results;
  /** The mistakes of this very query are marked in the editor and listed under it. */
  areMistakesMarked: boolean;
  onRun(expr: string): void;
  onRetry(): void;
  onZoom(startMs: number, endMs: number): void;
  onUnzoom(): void;
}

const chartHeight = 340;

/** The answer, or why there is none. */
export function ResultArea({ exploration, results, areMistakesMarked, onRun, onRetry, onZoom, onUnzoom }: Props) {
  const { expr, view } = exploration;
  const { window, chart, table } = results;
  const shown = view === "chart" ? chart : table;

  if (expr === "") return <FirstQueries source={exploration.source} onRun={onRun} />;
  if (shown.error) {
    return areMistakesMarked ? (
      <Card>
        <EmptyState icon={CircleAlert} title="The query has a mistake">
          It is marked above, with what was expected there.
        </EmptyState>
      </Card>
    ) : (
      // The sentence names the first place itself.
      <FailureNote failure={{ ...shown.error.failure, diagnostics: [] }} onRetry={onRetry} isRetrying={shown.isFetching} />
    );
  }
  if (!shown.data && !shown.isFetching) {
    return (
      <Card>
        <EmptyState icon={CircleSlash} title="Cancelled" action={<Button onClick={onRetry}>Run it again</Button>}>
          The source was told to stop.
        </EmptyState>
      </Card>
    );
  }
  return (
    <>
      {shown.data && <Remarks warnings={shown.data.warnings} infos={shown.data.infos} />}
      {view === "chart" ? (
        chart.data?.series.length === 0 ? (
          <NoSeries exploration={exploration} />
        ) : (
          <QueryChart
            title="Result"
            expr={expr}
            series={chart.data?.series ?? []}
            window={window}
            height={chartHeight}
            isStale={chart.isPlaceholderData}
            instead={chart.data ? undefined : <Skeleton height={chartHeight} />}
            onSelectRange={onZoom}
            onResetRange={onUnzoom}
          />
        )
      ) : table.data ? (
        isEmpty(table.data.result) ? (
          <NoSeries exploration={exploration} />
        ) : (
          <ResultTable result={table.data.result} isStale={table.isPlaceholderData} />
        )
      ) : (
        <Card>
          <Skeleton height={20} lines={6} />
        </Card>
      )}
    </>
  );
}

type Instant = NonNullable<Results["table"]["data"]>["result"];

const isEmpty = (result: Instant): boolean =>
  (result.kind === "vector" && result.values.length === 0) || (result.kind === "matrix" && result.series.length === 0);

function NoSeries({ exploration: { view, source } }: { exploration: Exploration }) {
  return (
    <Card>
      <EmptyState icon={SearchX} title="No series match">
        The query is right, but nothing {view === "chart" ? "in this time range" : "at this time"} fits it. Look for a misspelt
        name or label value, {view === "chart" ? "choose a longer range, " : ""}
        {source === "local" ? "or mind that this host keeps the last hour only." : "or check that the server scrapes it."} A
        comparison such as <code>up == 0</code> is also empty when it holds for nothing.
      </EmptyState>
    </Card>
  );
}

/** What the source had to say beside the data. */
function Remarks({ warnings, infos }: { warnings: readonly string[]; infos: readonly string[] }) {
  if (warnings.length + infos.length === 0) return null;
  return (
    <ul className={styles.remarks} aria-label="Remarks of the source">
      {warnings.map((text) => (
        <li key={text} data-kind="warning">
          <TriangleAlert size={14} aria-label="warning" />
          {text}
        </li>
      ))}
      {infos.map((text) => (
        <li key={text}>
          <Info size={14} aria-label="information" />
          {text}
        </li>
      ))}
    </ul>
  );
}
