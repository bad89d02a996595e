import { useSyncExternalStore } from "react";
import type { RangeStore, TimeRange } from "./time-range";

/** The stretch of time that is shown, for the few parts that are drawn anew with each step of a drag. */
export const useRange = (range: RangeStore): TimeRange => useSyncExternalStore(range.subscribe, range.get);
