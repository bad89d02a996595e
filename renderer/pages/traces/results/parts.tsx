// The parts of a result that the list and the table both show.
import { Check, CircleAlert, Unplug } from "lucide-react";
import type { CSSProperties } from "react";
import { Link } from "react-router";
import type { Nanoseconds, TraceSummary } from "#shared/model/trace";
import type { EpochMs } from "#shared/units/time";
import { counted } from "../trace/trace-facts";
import styles from "./Results.module.css";
import { rootWords, startOf } from "./result-rows";
import { agoWords, durationWords, startWords } from "./result-words";

/** The service and operation that a trace begins with, as a link: it can be opened in another window, and copied. */
export function RootName({ summary, href }: { summary: TraceSummary; href: string }) {
  const { service, operation } = rootWords(summary);
  return (
    // The row is clicked too: it would open the trace a second time.
    <Link
      to={href}
      tabIndex={-1}
      className={styles.root}
      title={`${service} ${operation}`}
      onClick={(event) => event.stopPropagation()}
    >
      {service !== "" && <span className={styles.service}>{service}</span>} <b>{operation}</b>
    </Link>
  );
}

export function ErrorMark({ summary: { errors } }: { summary: TraceSummary }) {
  if (errors === 0) return null;
  return (
    <span className={styles.errors}>
      <CircleAlert size={13} aria-hidden />
      {counted(errors, "error")}
    </span>
  );
}

/** `isShort`: where there is room for the sign only. */
export function IncompleteMark({ summary: { orphans }, isShort = false }: { summary: TraceSummary; isShort?: boolean }) {
  if (orphans === 0) return null;
  const why = `Incomplete: the parents of ${counted(orphans, "span")} have not come. It may be under way still, or was sampled in part.`;
  return (
    <span className={styles.incomplete} title={why}>
      <Unplug size={13} aria-hidden={!isShort} aria-label="incomplete" />
      {!isShort && "incomplete"}
    </span>
  );
}

/** When it began; how long ago that is, is worked out when somebody looks. */
export function StartTime({ summary, now }: { summary: TraceSummary; now: EpochMs }) {
  const at = startOf(summary);
  return (
    <time
      dateTime={new Date(at).toISOString()}
      onPointerEnter={({ currentTarget }) => {
        currentTarget.title = agoWords(at, Date.now());
      }}
    >
      {startWords(at, now)}
    </time>
  );
}

export function DurationBar({ durationNs, longest }: { durationNs: Nanoseconds; longest: Nanoseconds }) {
  const share = longest > 0 ? durationNs / longest : 0;
  return (
    <span className={styles.duration} style={{ "--share": share } as CSSProperties}>
      <i aria-hidden />
      <span>{durationWords(durationNs)}</span>
    </span>
  );
}

interface PickBoxProps {
  summary: TraceSummary;
  isPicked: boolean;
  onPick(traceId: string): void;
}

/** Chooses a trace to be compared. */
export function PickBox({ summary, isPicked, onPick }: PickBoxProps) {
  const { service, operation } = rootWords(summary);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a native checkbox is drawn by the system, in neither theme
    <button
      type="button"
      role="checkbox"
      aria-checked={isPicked}
      aria-label={`Compare ${service} ${operation}`}
      title="Choose two to compare them (x)"
      tabIndex={-1}
      className={styles.pick}
      onClick={(event) => {
        event.stopPropagation();
        onPick(summary.traceId);
      }}
      // The keys stay with the list.
      onMouseDown={(event) => event.preventDefault()}
    >
      {isPicked && <Check size={11} strokeWidth={3} aria-hidden />}
    </button>
  );
}
