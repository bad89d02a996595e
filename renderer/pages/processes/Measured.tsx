import type { ProcessDetail } from "#shared/contract/processes";
import { formatLongSpan } from "#shared/format/age";
import { formatCount } from "#shared/format/count";
import { formatQuantity } from "#shared/format/quantity";
import styles from "./Detail.module.css";
import { Fact, PartFact } from "./Fact";

const bytes = (value: number) => formatQuantity(value, "bytes");
/** Below a minute the seconds with their decimals: most processes never get that far. */
const cpuTime = (seconds: number) => (seconds < 60 ? formatQuantity(seconds, "seconds") : formatLongSpan(seconds * 1000));

/** What was looked up for this process alone, and is as old as the card says. */
export function Measured({ detail }: { detail: ProcessDetail }) {
  const { memory, cpuSeconds, contextSwitches, oomScore, openFiles, network } = detail;
  return (
    <dl className={styles.facts}>
      <PartFact name="Memory" part={memory}>
        {({ proportional, unique, swapped }) => (
          <>
            {bytes(proportional)} <span className={styles.muted}>with its share of what others use too (PSS)</span>
            <br />
            {bytes(unique)} <span className={styles.muted}>its alone</span>
            <br />
            {bytes(swapped)} <span className={styles.muted}>swapped out</span>
          </>
        )}
      </PartFact>
      {cpuSeconds && (
        <Fact name="CPU time">
          {cpuTime(cpuSeconds.user + cpuSeconds.system)}{" "}
          <span className={styles.muted}>
            ({cpuTime(cpuSeconds.user)} its own, {cpuTime(cpuSeconds.system)} in the kernel)
          </span>
        </Fact>
      )}
      <PartFact name="Switches" part={contextSwitches}>
        {({ voluntary, involuntary }) => (
          <>
            {formatCount(voluntary)} <span className={styles.muted}>to wait,</span> {formatCount(involuntary)}{" "}
            <span className={styles.muted}>because its time was up</span>
          </>
        )}
      </PartFact>
      <PartFact name="Open files" part={openFiles}>
        {({ count: open, limit }) => (
          <>
            {formatCount(open)} {limit !== undefined && <span className={styles.muted}>of at most {formatCount(limit)}</span>}
          </>
        )}
      </PartFact>
      <PartFact name="Network" part={network}>
        {({ receivedBytes, sentBytes, sharedBy }) => (
          <>
            {bytes(receivedBytes)} <span className={styles.muted}>received,</span> {bytes(sentBytes)}{" "}
            <span className={styles.muted}>
              sent {sharedBy > 1 ? `by the ${formatCount(sharedBy)} processes of its network namespace` : "since it began"}
            </span>
          </>
        )}
      </PartFact>
      <PartFact name="OOM score" part={oomScore}>
        {(score) => (
          <>
            {formatCount(score)} <span className={styles.muted}>of 1,000; the highest ends first when memory runs out</span>
          </>
        )}
      </PartFact>
    </dl>
  );
}
