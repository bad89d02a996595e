import { Chip } from "./Chip";
import { counted } from "./trace-facts";
import type { TraceStore } from "./trace-state";
import { useTraceState } from "./use-trace-state";

/** Says that clocks were corrected, and takes it back. */
export function ClockChip({ store, skewed }: { store: TraceStore; skewed: number }) {
  const correctsClocks = useTraceState(store, (state) => state.correctsClocks);
  if (skewed === 0) return null;
  return (
    <Chip
      isOn={correctsClocks}
      title="Hosts whose clocks are wrong start spans before their callers do; such spans are moved to where they must have been. Click to see them as recorded, or corrected."
      onClick={() => store.getState().setCorrectsClocks(!correctsClocks)}
    >
      {correctsClocks ? `clocks corrected for ${counted(skewed, "span")}` : `clocks as recorded; ${counted(skewed, "span")} off`}
    </Chip>
  );
}
