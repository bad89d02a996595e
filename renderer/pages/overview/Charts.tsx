import { memo, useMemo } from "react";
import type { HostInfo } from "#shared/contract/host";
import type { Unit } from "#shared/format/quantity";
import type { EpochMs } from "#shared/units/time";
import { ChartCard } from "../../charts/ChartCard";
import type { LiveBuffer } from "../../charts/live-buffer";
import { Skeleton } from "../../components/Skeleton";
import { feedOf } from "./feeds";
import { chartLines } from "./lines";
import styles from "./Overview.module.css";

export interface Zoom {
  startMs: EpochMs;
  endMs: EpochMs;
}

export interface ChartsProps {
  buffer: LiveBuffer;
  host: HostInfo | undefined;
  isWaiting: boolean;
  isStale: boolean;
  zoom: Zoom | undefined;
  onZoom(zoom: Zoom | undefined): void;
}

interface Chart {
  name: keyof typeof chartLines;
  title: string;
  unit: Unit;
  /** An idle machine draws a flat line, not a mountain range of noise. */
  leastTop: number;
}

/**
 * The four charts. Where there is no GPU, memory takes its place, so that the grid has no hole. None is called as a tile is:
 * a list of the page's regions would have both.
 */
const chartsFor = (host: HostInfo | undefined): Chart[] => [
  { name: "cpu", title: "CPU by mode", unit: "percent", leastTop: 10 },
  host && host.gpus.length > 0
    ? { name: "gpu", title: "GPU and its memory", unit: "percent", leastTop: 100 }
    : { name: "memory", title: "Memory and swap", unit: "bytes", leastTop: host?.memoryBytes ?? 0 },
  { name: "disk", title: "Disk throughput", unit: "bytes-per-second", leastTop: 1_000_000 },
  { name: "network", title: "Network throughput", unit: "bytes-per-second", leastTop: 10_000 },
];

/** Drawn anew by React only when what they are changes; their data moves past it. */
export const Charts = memo(function Charts({ host, ...shared }: ChartsProps) {
  return (
    <div className={styles.charts}>
      {chartsFor(host).map((chart, index) => (
        <OneChart key={chart.name} chart={chart} isFirst={index === 0} {...shared} />
      ))}
    </div>
  );
});

type OneChartProps = Omit<ChartsProps, "host"> & { chart: Chart; isFirst: boolean };

function OneChart({ chart, isFirst, buffer, isWaiting, isStale, zoom, onZoom }: OneChartProps) {
  const lines = chartLines[chart.name];
  const feed = useMemo(() => feedOf(buffer, lines), [buffer, lines]);
  return (
    <ChartCard
      title={chart.title}
      label={`${chart.title} over time`}
      data={feed}
      legend={lines}
      unit={chart.unit}
      leastTop={chart.leastTop}
      syncKey="overview"
      isStale={isStale}
      range={zoom}
      onSelectRange={(startMs, endMs) => onZoom({ startMs, endMs })}
      onResetRange={() => onZoom(undefined)}
      // The bench measures from the program's start to this mark.
      onFirstDraw={() => isFirst && performance.mark("watchdeck:first-chart")}
      instead={isWaiting ? <Skeleton height={168} /> : undefined}
    />
  );
}
