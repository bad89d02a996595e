import { CircleAlert, CircleSlash, SearchX } from "lucide-react";
import { Link } from "react-router";
import type { Failure } from "#shared/model/failure";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { EmptyState } from "../../components/EmptyState";
import { FailureNote } from "../../components/FailureNote";
import { Skeleton } from "../../components/Skeleton";
import { QueryChart } from "../../panels/query-chart/QueryChart";
import { ExemplarMenu } from "./ExemplarMenu";
import { FirstQueries } from "./FirstQueries";
import { Remarks } from "./Remarks";
import { ResultTable } from "./ResultTable";
import type { Exploration } from "./url";
import { useExemplars } from "./use-exemplars";
import type { Results } from "./use-results";

interface Props {
  exploration: Exploration;
  results: Results;
  /** The mistakes of this very query are marked in the editor and listed under it. */
  areMistakesMarked: boolean;
  onRun(expr: string): void;
  onShowTable(): void;
  /** Goes to a place in the query; absent when the editor holds another one by now. */
  onGo: ((offset: number) => void) | undefined;
  onRetry(): void;
  onZoom(startMs: number, endMs: number): void;
  onUnzoom(): void;
}

const chartHeight = 340;

/** The answer, or why there is none. */
export function ResultArea(props: Props) {
  const { exploration, results, areMistakesMarked, onRun, onShowTable, onGo, onRetry, onZoom, onUnzoom } = props;
  const { expr, view } = exploration;
  const { window, chart, table } = results;
  const shown = view === "chart" ? chart : table;
  const exemplars = useExemplars(exploration, window);

  if (expr === "") return <FirstQueries source={exploration.source} onRun={onRun} />;
  if (shown.error) {
    if (view === "chart" && isForTables(shown.error.failure)) {
      return (
        <Card>
          <EmptyState
            icon={CircleSlash}
            title="This cannot be drawn over time"
            action={<Button onClick={onShowTable}>Show it as a table</Button>}
          >
            A chart takes one number per series and step. Samples of a range, and texts, are for the table.
          </EmptyState>
        </Card>
      );
    }
    return areMistakesMarked ? (
      <Card>
        <EmptyState
          icon={CircleAlert}
          title={shown.error.failure.kind === "not-supported" ? "The query cannot be run here" : "The query has a mistake"}
        >
          It is marked above, and what is wrong with it is said there.
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
      {shown.data && <Remarks expr={expr} warnings={shown.data.warnings} infos={shown.data.infos} onGo={onGo} />}
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
            aside={exploration.hasExemplars && <ExemplarMenu exemplars={exemplars} />}
            marks={exemplars.marks}
            {...(exemplars.leastTop !== undefined && { leastTop: exemplars.leastTop })}
            onMark={exemplars.open}
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

/** Whether it is only the chart that has no way to show what the query means. */
const isForTables = ({ say }: Failure): boolean => /invalid expression type "(range vector|string)" for range query/.test(say);

type Instant = NonNullable<Results["table"]["data"]>["result"];

const isEmpty = (result: Instant): boolean =>
  (result.kind === "vector" && result.values.length === 0) || (result.kind === "matrix" && result.series.length === 0);

function NoSeries({ exploration: { view, source } }: { exploration: Exploration }) {
  return (
    <Card>
      <EmptyState icon={SearchX} title="No series match">
        The query is right, but nothing {view === "chart" ? "in this time range" : "at this time"} fits it. Look for a misspelt
        name or label value{view === "chart" && ", choose another range"}, or{" "}
        {source === "local" ? (
          <>
            see <Link to="/settings?section=history">how far back this host's history reaches</Link>.
          </>
        ) : (
          "check that the server scrapes it."
        )}{" "}
        A comparison such as <code>up == 0</code> is also empty when it holds for nothing.
      </EmptyState>
    </Card>
  );
}
