import { useEffect, useMemo, useState } from "react";
import type { Unit } from "#shared/format/quantity";
import { useStream } from "../../bridge/use-stream";
import { ChartCard } from "../../charts/ChartCard";
import type { ChartColumns, ChartFeed, ChartSeries } from "../../charts/columns";
import { LiveBuffer } from "../../charts/live-buffer";
import { FailureNote } from "../../components/FailureNote";
import { Skeleton } from "../../components/Skeleton";
import { useLive } from "../../stores/live";
import styles from "./Detail.module.css";
import { chartStep, chartWindow, containerQueries, type QueryId } from "./queries";

interface ChartWanted {
  title: string;
  unit: Unit;
  leastTop: number;
  lines: readonly { id: QueryId; label: string; colour: number }[];
}

const charts: readonly ChartWanted[] = [
  { title: "CPU", unit: "percent", leastTop: 10, lines: [{ id: "cpu", label: "of one core", colour: 1 }] },
  {
    title: "Memory",
    unit: "bytes",
    leastTop: 0,
    lines: [
      { id: "memory", label: "working set", colour: 5 },
      { id: "memoryLimit", label: "limit", colour: 8 },
    ],
  },
  {
    title: "Network",
    unit: "bytes-per-second",
    leastTop: 1000,
    lines: [
      { id: "received", label: "received", colour: 3 },
      { id: "sent", label: "sent", colour: 2 },
    ],
  },
  {
    title: "Disk",
    unit: "bytes-per-second",
    leastTop: 10_000,
    lines: [
      { id: "read", label: "read", colour: 3 },
      { id: "written", label: "written", colour: 2 },
    ],
  },
];

/** The last five minutes of a container. A chart that has nothing to draw is not there. */
export function DetailCharts({ id, isStale }: { id: string; isStale: boolean }) {
  const buffer = useMemo(() => new LiveBuffer(chartWindow, chartStep), []);
  const [present, setPresent] = useState<string>();
  const isPaused = useLive((live) => live.isPaused);
  const queries = useMemo(() => containerQueries(id), [id]);
  const failure = useStream("query.live", { queries, windowMs: chartWindow, stepMs: chartStep }, (frame) => {
    buffer.push(frame);
    // Which of them have anything to draw: React need not hear of more.
    setPresent(queries.flatMap((query) => (buffer.series(query.id).length > 0 ? [query.id] : [])).join(" "));
  });
  useEffect(() => buffer.hold(isPaused), [buffer, isPaused]);
  if (failure) return <FailureNote failure={failure} />;
  if (present === undefined) return <Skeleton height={130} lines={2} />;
  if (present === "") {
    return (
      <p className={styles.muted}>
        Nothing was recorded in the last five minutes: the collector measures containers that run, every ten seconds.
      </p>
    );
  }
  const known = present.split(" ");
  // A limit alone is no chart.
  const hasFigure = ({ lines }: ChartWanted) => lines.some(({ id }) => id !== "memoryLimit" && known.includes(id));
  return charts
    .filter(hasFigure)
    .map((wanted) => (
      <OneChart
        key={wanted.title}
        wanted={{ ...wanted, lines: wanted.lines.filter((line) => known.includes(line.id)) }}
        buffer={buffer}
        isStale={isStale}
      />
    ));
}

function OneChart({
  wanted: { title, unit, leastTop, lines },
  buffer,
  isStale,
}: {
  wanted: ChartWanted;
  buffer: LiveBuffer;
  isStale: boolean;
}) {
  const key = lines.map(({ id }) => id).join(" ");
  // biome-ignore lint/correctness/useExhaustiveDependencies: the lines are compared by what they are
  const feed = useMemo(() => feedOf(buffer, lines), [buffer, key]);
  return (
    <ChartCard
      title={title}
      label={`${title} of the container, the last five minutes`}
      data={feed}
      legend={lines}
      unit={unit}
      height={84}
      leastTop={leastTop}
      syncKey="container"
      isStale={isStale}
    />
  );
}

function feedOf(buffer: LiveBuffer, lines: ChartWanted["lines"]): ChartFeed {
  return {
    onChange: (run) => buffer.onChange(run),
    read(): ChartColumns {
      const series: ChartSeries[] = [];
      for (const line of lines) {
        const values = buffer.series(line.id)[0]?.values;
        if (values) series.push({ ...line, values });
      }
      return { times: buffer.times, series };
    },
  };
}
