import { useMemo, useState } from "react";
import type { ConnectionRow } from "#shared/contract/connections";
import type { SpanDetail, Trace } from "#shared/model/trace";
import { Button } from "../../../../components/Button";
import { MetricsAtTime } from "../../../../components/MetricsAtTime";
import { shownInLine } from "../../../../components/shown-text";
import { localSource } from "../../../../stores/address";
import { answering } from "../../../../stores/connections";
import { timeAround } from "../../../../stores/logs-links";
import styles from "../Detail.module.css";
import { msOf, type SpanFacts } from "../span-facts";
import { LogsOfSpan } from "./LogsOfSpan";
import { ProcessOfSpan } from "./ProcessOfSpan";
import { processHere } from "./process-here";
import { labelsOfSpan, type SpanLabels } from "./span-labels";

interface Props {
  facts: SpanFacts;
  detail: SpanDetail;
  trace: Trace;
  source: string | undefined;
  connections: readonly ConnectionRow[] | undefined;
  hostname: string | undefined;
}

/** Where to go from the span: to what was logged and measured of what made it, at its time. */
export function Pivots({ facts, detail, trace, source, connections: rows, hostname }: Props) {
  const [open, setOpen] = useState<"logs" | "metrics" | "process">();
  const links = rows?.find(({ id }) => id === source)?.spanLinks;
  const labels = useMemo(() => labelsOfSpan(detail, links?.labels), [detail, links?.labels]);
  const here = useMemo(() => processHere(detail, hostname), [detail, hostname]);
  const logSources = useMemo(() => {
    const servers = answering(rows ?? [], "logs").map(({ id }) => id);
    const said = links?.logs;
    return said !== undefined && (said === localSource || servers.includes(said)) ? [said] : [...servers, localSource];
  }, [rows, links?.logs]);
  const toggle = (which: "logs" | "process") => () => setOpen((was) => (was === which ? undefined : which));

  return (
    <>
      <div className={styles.actions}>
        <Button size="small" aria-expanded={open === "logs"} onClick={toggle("logs")}>
          Logs of this span
        </Button>
        <Button size="small" onClick={() => setOpen("metrics")}>
          Metrics of {shownInLine(detail.service) || "its service"}
        </Button>
        {here && (
          <Button size="small" aria-expanded={open === "process"} onClick={toggle("process")}>
            Process on this host
          </Button>
        )}
      </div>
      {open === "logs" && <LogsOfSpan facts={facts} traceId={trace.traceId} labels={labels} sources={logSources} />}
      {open === "process" && here && <ProcessOfSpan facts={facts} process={here} />}
      {open === "metrics" && (
        <MetricsOfSpan
          facts={facts}
          service={detail.service}
          labels={labels}
          usual={links?.metrics}
          onClose={() => setOpen(undefined)}
        />
      )}
    </>
  );
}

interface MetricsProps {
  facts: SpanFacts;
  service: string;
  labels: SpanLabels;
  usual: string | undefined;
  onClose(): void;
}

function MetricsOfSpan({ facts, service, labels, usual, onClose }: MetricsProps) {
  const [time] = useState(() => timeAround(Math.floor(msOf(facts.fromNs)), Date.now()));
  return (
    <MetricsAtTime
      title={`Metrics of ${shownInLine(service) || "its service"}`}
      what="span"
      {...labels}
      {...time}
      usual={usual}
      onClose={onClose}
    />
  );
}
