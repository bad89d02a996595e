import { useState } from "react";
import { formatCount } from "#shared/format/count";
import type { Nanoseconds, SpanDetail } from "#shared/model/trace";
import type { ValuePlace } from "#shared/traces/span-detail";
import { Button } from "../../../components/Button";
import { shownInLine, shownText } from "../../../components/shown-text";
import styles from "./Detail.module.css";
import { exceptionOf } from "./exception";
import { TagList } from "./TagList";
import type { TagContext } from "./TagSection";
import { durationWords, startWords } from "./time-words";

type SpanEvent = SpanDetail["events"][number];

const mostShown = 50;

interface Props extends TagContext {
  /** Their times count from the trace's beginning. */
  events: readonly SpanEvent[];
  /** Of the span, by the same clock. */
  startNs: Nanoseconds;
  durationNs: Nanoseconds;
}

/** What happened within the span, at which time after its start. */
export function Events({ events, startNs, durationNs, ...context }: Props) {
  const [shown, setShown] = useState(mostShown);
  if (events.length === 0) return null;
  return (
    <section className={styles.section} aria-label="Events">
      <h3>Events {formatCount(events.length)}</h3>
      <ol className={styles.events}>
        {events.slice(0, shown).map((event, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: events have no name of their own, and their order never changes
          <li key={index}>
            <Event {...context} event={event} index={index} startNs={startNs} durationNs={durationNs} />
          </li>
        ))}
      </ol>
      {events.length > shown && (
        <Button size="small" onClick={() => setShown((was) => was + 10 * mostShown)}>
          Show {formatCount(Math.min(events.length - shown, 10 * mostShown))} more
        </Button>
      )}
    </section>
  );
}

interface EventProps extends TagContext {
  event: SpanEvent;
  index: number;
  startNs: Nanoseconds;
  durationNs: Nanoseconds;
}

function Event({ event, index, startNs, durationNs, ...context }: EventProps) {
  const exception = exceptionOf(event);
  const tags = event.tags
    .map((tag, place) => ({ tag, place: { of: "event", index, tag: place } as ValuePlace }))
    .filter(({ tag }) => !exception?.keys.includes(tag.key));
  const afterNs = event.atNs - startNs;
  const isOutside = afterNs < 0 || afterNs > durationNs;
  return (
    <>
      <p className={styles.eventHead}>
        <span
          className={styles.eventTime}
          title={isOutside ? `Outside of the span, which takes ${durationWords(durationNs)}` : "After the span's start"}
          data-outside={isOutside || undefined}
        >
          {startWords(afterNs)}
        </span>
        <span className={styles.eventName}>{shownInLine(event.name) || "event"}</span>
      </p>
      {exception && (
        <>
          <p className={styles.exception}>{shownInLine(exception.title)}</p>
          {exception.stack !== undefined && (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls with the keys
            <pre className={styles.stack} tabIndex={0}>
              {shownText(exception.stack)}
            </pre>
          )}
        </>
      )}
      {tags.length > 0 && <TagList {...context} rows={tags} />}
    </>
  );
}
