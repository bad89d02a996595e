import type { SpanDetail, Trace } from "#shared/model/trace";
import { CopyButton } from "../../../components/CopyButton";
import { shownInLine } from "../../../components/shown-text";
import styles from "./Detail.module.css";
import { SpanButton } from "./Links";

interface Props {
  detail: SpanDetail;
  trace: Trace;
  position: number;
  onChoose(position: number): void;
}

/** What others know it by, to copy. */
export function Ids({ detail, trace, position, onChoose }: Props) {
  const parent = trace.parent[position] ?? -1;
  return (
    <section className={styles.section} aria-label="Ids">
      <h3>Ids</h3>
      <ul className={styles.tags}>
        <Id name="span" value={detail.spanId} />
        {detail.parentSpanId !== undefined && <Id name="parent" value={detail.parentSpanId} />}
        <Id name="trace" value={trace.traceId} />
      </ul>
      {parent >= 0 && (
        <p className={styles.link}>
          <span className={styles.linkKind}>child of</span>
          <SpanButton trace={trace} position={parent} onChoose={onChoose} />
        </p>
      )}
    </section>
  );
}

function Id({ name, value }: { name: string; value: string }) {
  return (
    <li className={styles.tag}>
      <span className={styles.key}>{name}</span>
      <span className={styles.id}>
        {shownInLine(value) || <span className={styles.nothing}>not told</span>}
        {value !== "" && <CopyButton text={value} label={`Copy the id of the ${name}`} />}
      </span>
    </li>
  );
}
