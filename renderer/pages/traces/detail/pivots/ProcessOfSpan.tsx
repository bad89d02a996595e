import { useState } from "react";
import { Link } from "react-router";
import { formatQuantity } from "#shared/format/quantity";
import { formatLabels } from "#shared/model/labels";
import type { Series } from "#shared/model/series";
import { type EpochMs, minutes, seconds } from "#shared/units/time";
import { useAsk } from "../../../../bridge/use-ask";
import { useProcesses } from "../../../../bridge/use-processes";
import type { ChartMark } from "../../../../charts/chart-marks";
import { alignSeries } from "../../../../charts/columns";
import { TimeChart } from "../../../../charts/TimeChart";
import { FailureNote } from "../../../../components/FailureNote";
import { Skeleton } from "../../../../components/Skeleton";
import { shownInLine } from "../../../../components/shown-text";
import { localSource } from "../../../../stores/address";
import styles from "../Detail.module.css";
import { msOf, type SpanFacts } from "../span-facts";
import { durationWords, momentWords } from "../time-words";
import { type FoundProcess, findProcess } from "./found-process";
import type { ProcessHere } from "./process-here";

interface Props {
  facts: SpanFacts;
  process: ProcessHere;
}

/** The process that made the span, which ran on this machine: what it is now, and what it used at the time of the span. */
export function ProcessOfSpan({ facts, process }: Props) {
  const [found, setFound] = useState<FoundProcess>();
  const at = msOf(facts.fromNs);
  return (
    <section className={styles.section} aria-label="Process on this host">
      <h3>Process {process.pid} on this host</h3>
      {found ? (
        <Now found={found} pid={process.pid} />
      ) : (
        <Look onLook={(processes) => setFound(findProcess(processes, process, at))} />
      )}
      {found && found.name !== undefined && <Then name={found.name} at={at} facts={facts} />}
      {found && found.name === undefined && (
        <p className={styles.note}>What it was called is not known, so what was recorded of it cannot be found.</p>
      )}
    </section>
  );
}

interface LookProps {
  onLook(processes: Parameters<typeof findProcess>[0]): void;
}

/** Looks at the processes once: whoever shows it takes it away then, which ends the stream. */
function Look({ onLook }: LookProps) {
  const failure = useProcesses({ everyMs: seconds(1), limit: 20_000 }, ({ processes }) => onLook(processes));
  return failure ? <FailureNote failure={failure} /> : <Skeleton height={16} lines={2} />;
}

function Now({ found: { state, now }, pid }: { found: FoundProcess; pid: number }) {
  if (state === "ended") return <p className={styles.note}>It has ended.</p>;
  if (state === "another" || !now) {
    return (
      <p className={styles.note}>
        It has ended: the process that has this number now, <code>{shownInLine(now?.info.name ?? "")}</code>, began after the
        span.
      </p>
    );
  }
  return (
    <p className={styles.note}>
      <code>{shownInLine(now.info.name)}</code> · now {formatQuantity(now.cpuPercent, "percent")} of a core,{" "}
      {formatQuantity(now.residentBytes, "bytes")} · <Link to={`/processes?pid=${pid}`}>Open in Processes</Link>
    </p>
  );
}

/** Around the span's beginning. */
const around = minutes(5);
const stepMs = seconds(5);

/** What the local store has of the time of the span. It keeps processes by their name, and not by their number. */
function Then({ name, at, facts }: { name: string; at: EpochMs; facts: SpanFacts }) {
  const [range] = useState(() => ({
    startMs: Math.floor((at - around) / stepMs) * stepMs,
    endMs: Math.ceil(Math.min(msOf(facts.toNs) + around, Math.max(Date.now(), at)) / stepMs) * stepMs,
  }));
  const series = (metric: string, more: Record<string, string>) => formatLabels({ __name__: metric, groupname: name, ...more });
  const asked = { source: localSource, ...range, stepMs: coarser(range.endMs - range.startMs) };
  const options = { retry: false, staleTime: seconds(30) };
  const cpuExpr = `sum(rate(${series("namedprocess_namegroup_cpu_seconds_total", {})}[30s]))`;
  const cpu = useAsk("query.range", { ...asked, expr: cpuExpr }, options);
  const memoryExpr = series("namedprocess_namegroup_memory_bytes", { memtype: "resident" });
  const memory = useAsk("query.range", { ...asked, expr: memoryExpr }, options);
  const failed = cpu.error ?? memory.error;
  if (failed) return <FailureNote failure={failed.failure} onRetry={() => void Promise.all([cpu.refetch(), memory.refetch()])} />;
  if (!cpu.data || !memory.data) return <Skeleton height={96} />;
  if (cpu.data.series.length === 0 && memory.data.series.length === 0) {
    return (
      <p className={styles.note}>
        Nothing was recorded of it at {momentWords({ ms: Math.floor(at), ns: 0 }).slice(0, 19)}. Processes are recorded by name,
        and only while a rule, a dashboard or a query asks for <code>namedprocess_…</code>: a rule for{" "}
        <code>{shownInLine(memoryExpr)}</code> keeps them from now on.
      </p>
    );
  }
  const marks = [{ id: "span", time: at, rows: [{ label: "The span began, and took", value: durationWords(facts.durationNs) }] }];
  const chart = { range, marks, stepMs: asked.stepMs };
  return (
    <>
      <p className={styles.note}>
        All processes called <code>{shownInLine(name)}</code>, five minutes before and after the span.
      </p>
      <Small title="CPU, of a core" unit="ratio" series={cpu.data.series} {...chart} />
      <Small title="Memory" unit="bytes" series={memory.data.series} {...chart} />
    </>
  );
}

/** Of a long span, no more points than the panel has room for. */
const coarser = (length: number): number => Math.max(stepMs, Math.ceil(length / 240 / stepMs) * stepMs);

interface SmallProps {
  title: string;
  unit: "ratio" | "bytes";
  series: readonly Series[];
  range: { startMs: EpochMs; endMs: EpochMs };
  marks: readonly ChartMark[];
  stepMs: number;
}

function Small({ title, unit, series, range, marks, stepMs: step }: SmallProps) {
  const data = alignSeries(
    series.slice(0, 1).map(({ times, values }) => ({ id: title, label: title, times, values })),
    step,
  );
  return (
    <figure className={styles.chart}>
      <figcaption>{title}</figcaption>
      <TimeChart label={title} data={data} unit={unit} height={96} range={range} marks={marks} />
    </figure>
  );
}
