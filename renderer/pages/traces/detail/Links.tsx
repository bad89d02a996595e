import { Link } from "react-router";
import { formatCount } from "#shared/format/count";
import type { SpanDetail, SpanLink, Trace } from "#shared/model/trace";
import type { ValuePlace } from "#shared/traces/span-detail";
import { shownInLine } from "../../../components/shown-text";
import { traceLink } from "../../../stores/trace-source";
import styles from "./Detail.module.css";
import { nameOfSpan } from "./span-name";
import { TagList } from "./TagList";
import type { TagContext } from "./TagSection";

interface Props extends TagContext {
  detail: SpanDetail;
  trace: Trace;
  source: string | undefined;
  onChoose(position: number): void;
}

const mostShown = 200;

/** Spans that it points to beside its parent, and those of the trace that point to it. */
export function Links({ detail: { links, linkedFrom }, trace, source, onChoose, ...context }: Props) {
  if (links.length === 0 && linkedFrom.length === 0) return null;
  return (
    <section className={styles.section} aria-label="Links">
      {links.length > 0 && <h3>Links and references {formatCount(links.length)}</h3>}
      {links.slice(0, mostShown).map((link, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: links may come twice, and their order never changes
        <div key={index} className={styles.link}>
          <span className={styles.linkKind}>{shownInLine(link.kind)}</span>
          <Target link={link} trace={trace} source={source} onChoose={onChoose} />
          {link.tags.length > 0 && (
            <TagList
              {...context}
              rows={link.tags.map((tag, place) => ({ tag, place: { of: "link", index, tag: place } as ValuePlace }))}
            />
          )}
        </div>
      ))}
      {links.length > mostShown && <p className={styles.note}>and {formatCount(links.length - mostShown)} more</p>}
      {linkedFrom.length > 0 && <h3>Linked from {formatCount(linkedFrom.length)}</h3>}
      {linkedFrom.slice(0, mostShown).map((position) => (
        <p key={position} className={styles.link}>
          <SpanButton trace={trace} position={position} onChoose={onChoose} />
        </p>
      ))}
      {linkedFrom.length > mostShown && <p className={styles.note}>and {formatCount(linkedFrom.length - mostShown)} more</p>}
    </section>
  );
}

interface TargetProps {
  link: SpanLink;
  trace: Trace;
  source: string | undefined;
  onChoose(position: number): void;
}

function Target({ link, trace, source, onChoose }: TargetProps) {
  if (link.position !== undefined) return <SpanButton trace={trace} position={link.position} onChoose={onChoose} />;
  const id = shownInLine(link.traceId);
  if (link.traceId === trace.traceId) {
    return <span className={styles.mono}>span {shownInLine(link.spanId)}, which is not in this trace</span>;
  }
  // Only what is an id is asked of a server.
  if (source === undefined || !/^[0-9a-f]{1,32}$/i.test(link.traceId)) return <span className={styles.mono}>trace {id}</span>;
  return (
    <Link
      className={styles.mono}
      to={traceLink({ source, traceId: link.traceId, spanId: link.spanId, aroundNs: trace.startNs })}
      title="Open that trace"
    >
      trace {id}
    </Link>
  );
}

/** A span of this trace, to go to. */
export function SpanButton({ trace, position, onChoose }: { trace: Trace; position: number; onChoose(position: number): void }) {
  return (
    <button type="button" className={styles.goTo} onClick={() => onChoose(position)}>
      {nameOfSpan(trace, position)}
    </button>
  );
}
