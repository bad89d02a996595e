import { formatAge, formatSpan } from "#shared/format/age";
import { formatMoment } from "#shared/format/clock-time";
import type { EpochMs, Milliseconds } from "#shared/units/time";
import styles from "./Age.module.css";
import { useNow } from "./now";

export interface AgeProps {
  at: EpochMs;
  /** From this age on it is drawn as old. */
  staleAfter?: Milliseconds;
  /** `ago`: "4 s ago"; `span`: "4 s", for a column that is called Since or Age. */
  style?: "ago" | "span";
}

/** How long ago something was, counting on; the exact time is its tooltip. */
export function Age({ at, staleAfter, style = "ago" }: AgeProps) {
  const now = useNow();
  const isStale = staleAfter !== undefined && now - at >= staleAfter;
  return (
    <time className={isStale ? styles.stale : undefined} dateTime={new Date(at).toISOString()} title={formatMoment(at)}>
      {style === "ago" ? formatAge(at, now) : formatSpan(now - at)}
    </time>
  );
}
