import { Link2Off } from "lucide-react";
import { formatMoment } from "#shared/format/clock-time";
import { fromNsTime } from "#shared/logs/block";
import { seconds } from "#shared/units/time";
import { Button } from "../../components/Button";
import type { TimeRange } from "../../components/range-picker/time-range";
import styles from "./Logs.module.css";
import type { LineAddress } from "./url";

/** Enough for what led to it and what followed, and little enough to be read whole. */
const around = seconds(30);

/** A link names a line that is not among those that were read. */
export function MissingLine({ line, onLookThere }: { line: LineAddress; onLookThere(range: TimeRange): void }) {
  const { ms } = fromNsTime(line.timeNs);
  return (
    <div className={styles.missing} role="status">
      <Link2Off size={15} aria-hidden />
      <span>The line that the link names, of {formatMoment(ms)}, is not among these.</span>
      <Button size="small" onClick={() => onLookThere({ kind: "between", startMs: ms - around, endMs: ms + around })}>
        Look around that time
      </Button>
    </div>
  );
}
