import { SearchX } from "lucide-react";
import { formatLongSpan } from "#shared/format/age";
import { formatMoment } from "#shared/format/clock-time";
import { formatDiskSize } from "#shared/format/disk-size";
import type { Milliseconds } from "#shared/units/time";
import { Button } from "../../../components/Button";
import { EmptyState } from "../../../components/EmptyState";
import { toMs } from "../volume/volume-step";
import type { RunState } from "./create-run";
import styles from "./Run.module.css";
import { widerThan } from "./span";

interface Props {
  state: RunState;
  onRange(length: Milliseconds): void;
}

/** Why there are no lines, what was looked at, and where there may be some. */
export function NothingFound({ state: { asked, stats }, onRange }: Props) {
  if (!asked) return null;
  const [startMs, endMs] = [toMs(asked.startNs), toMs(asked.endNs)];
  const read = stats?.bytes ?? 0;
  return (
    <EmptyState
      icon={SearchX}
      title="No lines"
      action={
        <span className={styles.wider}>
          Look further back:
          {widerThan(endMs - startMs).map((length) => (
            <Button key={length} size="small" onClick={() => onRange(length)}>
              {formatLongSpan(length)}
            </Button>
          ))}
        </span>
      }
    >
      {read > 0
        ? `${formatDiskSize(read)} were read between ${formatMoment(startMs)} and ${formatMoment(endMs)}, and no line in them fits. Look for a misspelt word in a filter, or a field that another parser gives.`
        : `No stream that the selector names has lines between ${formatMoment(startMs)} and ${formatMoment(endMs)}.`}
    </EmptyState>
  );
}
