import { Activity, X } from "lucide-react";
import type { ReactNode } from "react";
import { useNavigate } from "react-router";
import type { ContainerRow } from "#shared/contract/containers";
import { formatMoment } from "#shared/format/clock-time";
import { formatQuantity } from "#shared/format/quantity";
import { Badge } from "../../components/Badge";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { CopyButton } from "../../components/CopyButton";
import { IconButton } from "../../components/IconButton";
import { visibleText } from "../../components/visible-text";
import { memoryWords } from "./columns";
import styles from "./Detail.module.css";
import { DetailCharts } from "./DetailCharts";
import { containerMark, serviceName } from "./states";

interface Props {
  row: ContainerRow;
  /** It was there a moment ago. */
  isGone: boolean;
  onClose(): void;
}

/** One container: what it uses, and what it is. */
export function DetailPane({ row, isGone, onClose }: Props) {
  const navigate = useNavigate();
  const mark = containerMark(row);
  const name = visibleText(row.name);
  const shortId = row.id.slice(0, 12);
  // Of one that does not run neither its usage nor its limits are asked.
  const isMeasured = row.state === "running" || row.state === "paused";
  return (
    <section className={styles.pane} aria-label={name}>
      <header className={styles.head}>
        <div className={styles.title}>
          <h2 title={name}>{name}</h2>
          {isGone ? <Badge state="unknown">removed</Badge> : <Badge state={mark.state}>{mark.word}</Badge>}
        </div>
        <p className={styles.muted}>
          {isGone ? "It is not there any more; its last figures are kept here." : visibleText(row.status)}
        </p>
        {isMeasured && !isGone && (
          <div>
            <Button
              size="small"
              icon={Activity}
              onClick={() => navigate(`/processes?filter=${encodeURIComponent(`container:${shortId}`)}`)}
            >
              Processes of this container
            </Button>
          </div>
        )}
        <IconButton icon={X} label="Close" onClick={onClose} className={styles.close} />
      </header>
      <div className={styles.scroller}>
        <div className={styles.stack}>
          <DetailCharts key={row.id} id={row.id} isStale={isGone || row.state !== "running"} />
          <Card title="Container" aside={<CopyButton text={row.id} label="Copy the id" />}>
            <dl className={styles.facts}>
              <Fact name="Id">
                <code>{shortId}</code>
              </Fact>
              <Fact name="Image">{visibleText(row.image) || "–"}</Fact>
              <Fact name="Service">{serviceName(row.service)}</Fact>
              {row.group !== undefined && <Fact name="Group">{visibleText(row.group)}</Fact>}
              {row.createdAt !== undefined && <Fact name="Created">{formatMoment(row.createdAt)}</Fact>}
              <Fact name="Ports">{row.ports.length === 0 ? "none" : row.ports.map(visibleText).join(", ")}</Fact>
              {isMeasured && <Usage row={row} />}
            </dl>
          </Card>
        </div>
      </div>
    </section>
  );
}

function Usage({ row }: { row: ContainerRow }) {
  return (
    <>
      <Fact name="Memory">{memoryWords(row)}</Fact>
      <Fact name="CPU limit">
        {row.cpuLimit === undefined ? "none" : `${row.cpuLimit} ${row.cpuLimit === 1 ? "core" : "cores"}`}
      </Fact>
      <Fact name="Network">
        {rate(row.receivedPerSecond)} received, {rate(row.sentPerSecond)} sent
      </Fact>
      <Fact name="Disk">
        {rate(row.readPerSecond)} read, {rate(row.writtenPerSecond)} written
      </Fact>
    </>
  );
}

const rate = (value: number | undefined) => (value === undefined ? "–" : formatQuantity(value, "bytes-per-second"));

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
