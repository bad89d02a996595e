import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from "react";
import type { LogVolume } from "#shared/contract/logs";
import { formatCount } from "#shared/format/count";
import type { Failure } from "#shared/model/failure";
import type { LogLevel } from "#shared/model/log";
import type { EpochMs } from "#shared/units/time";
import { plainColour } from "../../../charts/line-look";
import { TimePlot } from "../../../charts/TimePlot";
import { sharedColours, useChartColours } from "../../../charts/use-chart-colours";
import { Card } from "../../../components/Card";
import { Skeleton } from "../../../components/Skeleton";
import { levelLooks } from "./levels";
import styles from "./Volume.module.css";
import { VolumeTable } from "./VolumeTable";
import { levelTotals, volumeDrawing, volumeSummary } from "./volume-drawing";
import type { VolumeWindow } from "./volume-step";

interface Props {
  volume: LogVolume | undefined;
  window: VolumeWindow;
  /** Why there is none. */
  failure: Failure | undefined;
  isStale: boolean;
  onZoom(startMs: EpochMs, endMs: EpochMs): void;
  onUnzoom(): void;
  /** Asks for the lines of one level; undefined where the lines tell it in their text only. */
  onLevel: ((level: LogLevel) => void) | undefined;
}

/** When there were how many lines, and how bad they were. `T` turns it into a table and back while it has the focus. */
export function VolumeHistogram({ volume, window, failure, isStale, onZoom, onUnzoom, onLevel }: Props) {
  const [isTable, setTable] = useState(false);
  const table = useRef<HTMLDivElement>(null);
  const { startMs, endMs, stepMs } = window;
  const draw = useCallback(
    () => volume && { drawing: volumeDrawing(volume, stepMs, sharedColours), summary: volumeSummary(volume) },
    [volume, stepMs],
  );

  // The chart that had the focus is gone; the key that brought the table takes it away again.
  useEffect(() => {
    if (isTable) table.current?.focus();
  }, [isTable]);

  function onKeyDown({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): void {
    if (key.toLowerCase() === "t" && !ctrlKey && !metaKey && !altKey && volume) setTable(!isTable);
  }

  return (
    <Card className={styles.card} isFlush>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the chart inside has the focus; its keys are heard here */}
      <div className={styles.body} data-stale={isStale || undefined} data-table={isTable || undefined} onKeyDown={onKeyDown}>
        {failure ? (
          <p className={styles.note} role="status">
            No histogram: {failure.say}
          </p>
        ) : !volume ? (
          <Skeleton height={76} />
        ) : isTable ? (
          <VolumeTable ref={table} volume={volume} onChart={() => setTable(false)} />
        ) : (
          <TimePlot
            title="Lines over time; T for a table"
            draw={draw}
            range={{ from: startMs, to: endMs }}
            timeZone="browser"
            onZoom={({ from, to }) => onZoom(from, to)}
            onZoomOut={onUnzoom}
          />
        )}
      </div>
      {volume && !failure && <Levels volume={volume} onLevel={onLevel} />}
    </Card>
  );
}

/** Which colour is which level, how many lines it has, and the way to see only those. */
function Levels({ volume, onLevel }: Pick<Props, "onLevel"> & { volume: LogVolume }) {
  const colours = useChartColours();
  return (
    <ul className={styles.levels} aria-label="Levels">
      {levelTotals(volume).map(({ level, count }) => {
        const { word, colour, strength } = levelLooks[level];
        const entry = (
          <>
            <i style={{ background: plainColour(colour, colours), opacity: strength }} />
            <span>{word}</span>
            <b>{formatCount(count)}</b>
          </>
        );
        return (
          <li key={level}>
            {onLevel && level !== "unknown" ? (
              <button type="button" onClick={() => onLevel(level)} title={`Only lines of the level ${word}`}>
                {entry}
              </button>
            ) : (
              <span
                className={styles.plain}
                title={
                  onLevel
                    ? "These lines do not say how bad they are"
                    : "No label or field of these lines holds their level: there is nothing to filter by"
                }
              >
                {entry}
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
