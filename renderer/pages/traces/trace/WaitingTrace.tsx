import { formatQuantity } from "#shared/format/quantity";
import { Button } from "../../../components/Button";
import { Card } from "../../../components/Card";
import { PageHeader } from "../../../components/PageHeader";
import { Skeleton } from "../../../components/Skeleton";
import { nameText } from "./span-text";
import styles from "./TracePage.module.css";

interface Props {
  traceId: string;
  /** Whether the server is thinking, bytes are coming, or all have come. */
  phase: "asking" | "loading" | "reading";
  bytes: number;
  totalBytes?: number | undefined;
  onCancel(): void;
}

/** The shape of a trace that is on its way, and how far it has come. */
export function WaitingTrace({ traceId, phase, bytes, totalBytes, onCancel }: Props) {
  return (
    <>
      <PageHeader title="Trace" context={<code>{nameText(traceId)}</code>} />
      <div className={styles.waiting} aria-busy>
        <div className={styles.progress}>
          <output>{progressText(phase, bytes, totalBytes)}</output>
          {totalBytes !== undefined && totalBytes > 0 && (
            <div className={styles.track}>
              <div className={styles.done} style={{ width: `${Math.min(100, (bytes / totalBytes) * 100)}%` }} />
            </div>
          )}
          <Button size="small" onClick={onCancel}>
            Cancel
          </Button>
        </div>
        <Card>
          <Skeleton height={53} />
        </Card>
        <Card className={styles.rows}>
          <Skeleton height={20} lines={40} />
        </Card>
      </div>
    </>
  );
}

/** `12.4 MiB of 50.1 MiB read`. */
export function progressText(phase: Props["phase"], bytes: number, totalBytes: number | undefined): string {
  if (phase === "asking") return "Asking for the trace…";
  const read = formatQuantity(bytes, "bytes");
  if (phase === "reading") return `${read} read; putting the spans in order…`;
  return totalBytes === undefined ? `${read} read` : `${read} of ${formatQuantity(totalBytes, "bytes")} read`;
}
