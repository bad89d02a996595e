import { Link2Off } from "lucide-react";
import { formatMoment } from "#shared/format/clock-time";
import { fromNsTime } from "#shared/logs/block";
import { seconds } from "#shared/units/time";
import { Button } from "../../components/Button";
import type { TimeRange } from "../../components/range-picker/time-range";
import { NoteBar } from "./NoteBar";
import type { LineAddress } from "./url";

/** Enough for what led to it and what followed, and little enough to be read whole. */
const around = seconds(30);

/** A link names a line that is not among those that were read. */
export function MissingLine({ line, onLookThere }: { line: LineAddress; onLookThere(range: TimeRange): void }) {
  const { ms } = fromNsTime(line.timeNs);
  return (
    <NoteBar
      icon={Link2Off}
      tone="warning"
      action={
        <Button size="small" onClick={() => onLookThere({ kind: "between", startMs: ms - around, endMs: ms + around })}>
          Look around that time
        </Button>
      }
    >
      The line that the link names, of {formatMoment(ms)}, is not among these.
    </NoteBar>
  );
}
