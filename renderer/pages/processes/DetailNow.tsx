import type { UseQueryResult } from "@tanstack/react-query";
import { useMemo } from "react";
import type { ProcessDetail } from "#shared/contract/processes";
import type { AppError } from "#shared/model/failure";
import type { Process, ProcessSnapshot } from "../../bridge/process-list";
import { ChartCard } from "../../charts/ChartCard";
import { Card } from "../../components/Card";
import { CopyButton } from "../../components/CopyButton";
import { visibleText } from "../../components/visible-text";
import { CommandText } from "./CommandText";
import styles from "./Detail.module.css";
import { DetailFacts } from "./DetailFacts";
import type { KeptLine, ProcessHistory } from "./history";

interface Props {
  process: Process;
  isRunning: boolean;
  snapshot: ProcessSnapshot;
  history: ProcessHistory;
  hasGpu: boolean;
  detail: UseQueryResult<ProcessDetail, AppError>;
  onSelect(pid: number): void;
}

interface ChartWanted {
  title: string;
  unit: "percent" | "bytes" | "bytes-per-second";
  leastTop: number;
  lines: readonly KeptLine[];
}

const charts: readonly ChartWanted[] = [
  { title: "CPU", unit: "percent", leastTop: 10, lines: [{ figure: "cpuPercent", label: "of one core", colour: 1 }] },
  { title: "Memory", unit: "bytes", leastTop: 0, lines: [{ figure: "residentBytes", label: "resident", colour: 5 }] },
  {
    title: "Disk",
    unit: "bytes-per-second",
    leastTop: 10_000,
    lines: [
      { figure: "diskReadPerSecond", label: "read", colour: 3 },
      { figure: "diskWritePerSecond", label: "written", colour: 2 },
    ],
  },
];

const gpuCharts: readonly ChartWanted[] = [
  { title: "GPU", unit: "percent", leastTop: 10, lines: [{ figure: "gpuPercent", label: "of a GPU", colour: 4 }] },
  { title: "GPU memory", unit: "bytes", leastTop: 0, lines: [{ figure: "gpuMemoryBytes", label: "used", colour: 6 }] },
];

/** The last five minutes of a process, what it is, and where it stands among others. */
export function DetailNow({ process, isRunning, snapshot, history, hasGpu, detail, onSelect }: Props) {
  const usesGpu = hasGpu && (process.gpuMemoryBytes > 0 || process.gpuPercent > 0);
  const command = visibleText(process.info.command);
  return (
    <div className={styles.stack}>
      {(usesGpu ? [...charts, ...gpuCharts] : charts).map((wanted) => (
        <ProcessChart key={wanted.title} wanted={wanted} processKey={process.key} history={history} isStale={!isRunning} />
      ))}
      <DetailFacts process={process} isRunning={isRunning} snapshot={snapshot} detail={detail} onSelect={onSelect} />
      <Card title="Command" aside={<CopyButton text={process.info.command} label="Copy the command line" />}>
        <pre className={styles.command}>{command ? <CommandText text={command} /> : "–"}</pre>
        {process.info.command.length >= longestCommand && (
          <p className={styles.muted}>Only its first {longestCommand} characters are read.</p>
        )}
      </Card>
    </div>
  );
}

/** As long as the contract lets a command line be. */
const longestCommand = 4096;

interface ChartProps {
  wanted: ChartWanted;
  processKey: string;
  history: ProcessHistory;
  isStale: boolean;
}

function ProcessChart({ wanted: { title, unit, leastTop, lines }, processKey, history, isStale }: ChartProps) {
  const feed = useMemo(() => history.feed(processKey, lines), [history, processKey, lines]);
  const legend = useMemo(() => lines.map(({ figure, label, colour }) => ({ id: figure, label, colour })), [lines]);
  return (
    <ChartCard
      title={title}
      label={`${title} of the process, the last five minutes`}
      data={feed}
      legend={legend}
      unit={unit}
      height={84}
      leastTop={leastTop}
      syncKey="process"
      isStale={isStale}
    />
  );
}
