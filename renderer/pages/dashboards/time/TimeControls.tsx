import { ChevronLeft, ChevronRight, RotateCw, ZoomOut } from "lucide-react";
import { refreshChoices } from "#shared/dashboards/dashboard";
import { useLink } from "../../../bridge/use-link";
import { Button } from "../../../components/Button";
import { IconButton } from "../../../components/IconButton";
import { Menu, type MenuItem } from "../../../components/Menu";
import { StateDot } from "../../../components/StateDot";
import { localSource } from "../../../stores/address";
import { useLive } from "../../../stores/live";
import type { RunParts } from "../run/RunProvider";
import { rawOf, shifted } from "./move-range";
import { RangePicker } from "./RangePicker";
import { refreshNames } from "./refresh-names";
import styles from "./Time.module.css";

/** The dashboard's time: which stretch, how often anew, and the ways through it. Stands in the top bar. */
export function TimeControls({ run, time, change }: Pick<RunParts, "run" | "time" | "change">) {
  const shift = (direction: -1 | 1) => run.setRange(rawOf(shifted(run.clock.read().range, direction, Date.now())));
  return (
    <>
      {!run.dashboard.time.hideTimePicker && (
        <>
          <IconButton
            icon={ChevronLeft}
            label="Earlier, by half of the range"
            aria-keyshortcuts="["
            className={styles.roomy}
            onClick={() => shift(-1)}
          />
          <RangePicker
            time={time}
            onRange={run.setRange}
            onTimeZone={(timeZone) => change({ timeZone })}
            ownTimeZone={run.dashboard.time.timeZone}
          />
          <IconButton
            icon={ChevronRight}
            label="Later, by half of the range"
            aria-keyshortcuts="]"
            className={styles.roomy}
            onClick={() => shift(1)}
          />
          <IconButton icon={ZoomOut} label="Zoom out" aria-keyshortcuts="z" className={styles.roomy} onClick={run.zoomOut} />
        </>
      )}
      <IconButton icon={RotateCw} label="Ask everything now" aria-keyshortcuts="r" onClick={run.refresh} />
      <RefreshPicker run={run} time={time} change={change} />
    </>
  );
}

function RefreshPicker({ run, time, change }: Pick<RunParts, "run" | "time" | "change">) {
  const { isPaused, refresh } = time;
  const toggle = useLive((live) => live.toggle);
  const link = useLink();
  const isMoving = run.clock.everyMs !== undefined && !isPaused && link === "connected";
  const items: MenuItem[] = [
    { label: isPaused ? "Go on" : "Hold still", onSelect: toggle, isDisabled: run.clock.everyMs === undefined },
    { kind: "line" },
    ...refreshChoices.map((choice) => ({
      label: refreshNames[choice],
      isChecked: choice === refresh,
      onSelect: () => change({ refresh: choice }),
    })),
  ];
  return (
    <Menu
      trigger={
        <Button className={styles.refresh} aria-label={`Refresh: ${refreshWords(run, time)}`}>
          {run.clock.everyMs !== undefined && <StateDot state={isMoving ? "ok" : "unknown"} label="" />}
          {refreshWords(run, time)}
        </Button>
      }
      items={items}
    />
  );
}

function refreshWords(run: RunParts["run"], { isPaused, refresh }: RunParts["time"]): string {
  if (run.clock.everyMs === undefined) return "Refresh off";
  if (isPaused) return "Paused";
  const pace = refresh.replace(/(\d+)/, "$1 ");
  return run.live && run.defaultSource === localSource ? `Live · ${pace}` : `Every ${pace}`;
}
