import { ArrowRight, ArrowRightLeft } from "lucide-react";
import { Link } from "react-router";
import type { Trace } from "#shared/model/trace";
import { Button } from "../../../components/Button";
import { Card } from "../../../components/Card";
import { CopyButton } from "../../../components/CopyButton";
import { nameText, operationName, serviceName } from "../trace/span-text";
import { shortId, startText, traceFacts } from "../trace/trace-facts";
import styles from "./Compare.module.css";
import { type FactRow, factRows } from "./trace-differences";

export interface CompareHeadsProps {
  a: Trace;
  b: Trace;
  /** The address of a trace's own page. */
  linkTo(trace: Trace): string;
  onSwap(): void;
  onReplace(side: "a" | "b"): void;
}

/** The two traces side by side, and what differs between them as a whole. */
export function CompareHeads({ a, b, linkTo, onSwap, onReplace }: CompareHeadsProps) {
  return (
    <Card className={styles.heads}>
      <div className={styles.headsGrid}>
        <Side letter="A" trace={a} link={linkTo(a)} onReplace={() => onReplace("a")} />
        <Side letter="B" trace={b} link={linkTo(b)} onReplace={() => onReplace("b")} />
        <table className={styles.facts} aria-label="Both traces as a whole">
          <thead>
            <tr>
              <td />
              <th scope="col">A</th>
              <th scope="col">B</th>
              <th scope="col">
                <span className={styles.difference}>
                  Difference
                  <Button size="small" kind="quiet" icon={ArrowRightLeft} onClick={onSwap}>
                    Swap
                  </Button>
                </span>
              </th>
            </tr>
          </thead>
          <tbody>
            {factRows(a, b).map((row) => (
              <Fact key={row.name} {...row} />
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}

function Fact({ name, a, b, difference, verdict }: FactRow) {
  const look = verdict === "worse" ? styles.slower : verdict === "better" ? styles.faster : undefined;
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{a}</td>
      <td>{b}</td>
      <td className={look} title={difference}>
        {difference}
      </td>
    </tr>
  );
}

function Side({ letter, trace, link, onReplace }: { letter: "A" | "B"; trace: Trace; link: string; onReplace(): void }) {
  const { root } = traceFacts(trace);
  const start = startText(trace);
  const name = operationName(trace, root);
  return (
    <section className={styles.side} aria-label={`Trace ${letter}`}>
      <h2 className={styles.sideName}>
        <b className={styles.letter} data-side={letter.toLowerCase()}>
          {letter}
        </b>
        <span title={name}>{name}</span>
      </h2>
      <p className={styles.sideFacts}>
        <span>{serviceName(trace, root)}</span>
        <span title={start.whole}>{start.short}</span>
        <code title={nameText(trace.traceId)}>{shortId(trace.traceId)}</code>
        <CopyButton text={trace.traceId} label={`Copy the id of ${letter}`} />
      </p>
      <p className={styles.sideActions}>
        <Link to={link}>
          Open this trace <ArrowRight size={12} aria-hidden />
        </Link>
        <button type="button" className={styles.linkButton} onClick={onReplace}>
          Another trace…
        </button>
      </p>
    </section>
  );
}
