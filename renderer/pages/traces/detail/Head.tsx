import { X } from "lucide-react";
import { type CSSProperties, useMemo } from "react";
import { formatCount } from "#shared/format/count";
import { formatQuantity, percent } from "#shared/format/quantity";
import { fromNsTime } from "#shared/logs/block";
import type { SpanDetail, Trace } from "#shared/model/trace";
import { Badge } from "../../../components/Badge";
import { IconButton } from "../../../components/IconButton";
import { shownInLine } from "../../../components/shown-text";
import { serviceColour } from "../service-colours";
import { BrokenAtDots } from "./BrokenAtDots";
import styles from "./Detail.module.css";
import { comparedWithSame } from "./same-operation";
import type { SpanFacts } from "./span-facts";
import { durationWords, momentWords, startWords } from "./time-words";

interface Props {
  facts: SpanFacts;
  trace: Trace;
  position: number;
  /** What is not there yet is left out, and what stands above does not move when it comes. */
  detail: SpanDetail | undefined;
  onClose(): void;
}

/** What the span is, when it was, and how long it took. */
export function Head({ facts, trace, position, detail, onClose }: Props) {
  const compared = useMemo(() => comparedWithSame(trace, position), [trace, position]);
  const { service, operation, startNs, shiftNs, durationNs, selfNs, share } = facts;
  const name = shownInLine(operation) || "a span without a name";
  const moment = fromNsTime(facts.fromNs);
  return (
    <header className={styles.head}>
      <div className={styles.title}>
        <h2 title={name}>{name}</h2>
        {facts.isError && <Badge state="critical">error</Badge>}
        <span className={styles.ends}>
          <IconButton icon={X} label="Close" onClick={onClose} />
        </span>
      </div>
      <dl className={styles.facts}>
        <Fact name="service" title={shownInLine(service)}>
          <i
            className={styles.swatch}
            style={{ "--swatch": serviceColour(trace.service[position] ?? 0) } as CSSProperties}
            aria-hidden
          />
          {shownInLine(service) || "not told"}
        </Fact>
        <Fact name="start" title={`${momentWords(moment)}, by the clock of its machine`}>
          {startWords(startNs)}
          {shiftNs !== 0 && <span className={styles.aside}> clock corrected by {startWords(shiftNs)}</span>}
        </Fact>
        <Fact name="duration">
          {facts.isUnfinished ? "not told" : durationWords(durationNs)}
          {share !== undefined && !facts.isUnfinished && ` · ${formatQuantity(share, "ratio")} of trace`}
        </Fact>
        <Fact name="self time" title="The part of it in which none of its children was at work">
          {durationWords(selfNs)}
        </Fact>
        {detail && detail.kind !== "unset" && <Fact name="kind">{detail.kind}</Fact>}
        {detail?.scope !== undefined && (
          <Fact name="library" title={shownInLine(detail.scope)}>
            <BrokenAtDots text={shownInLine(detail.scope)} />
          </Fact>
        )}
        {detail?.statusMessage !== undefined && (
          <Fact name="status" isBad={facts.isError}>
            {shownInLine(detail.statusMessage)}
          </Fact>
        )}
      </dl>
      {compared && (
        <p className={styles.note}>
          Slower than {percent(compared.fasterShare * 100)}% of the {formatCount(compared.count)} spans of this operation in this
          trace (p50 {durationWords(compared.p50Ns)})
        </p>
      )}
    </header>
  );
}

interface FactProps {
  name: string;
  title?: string;
  isBad?: boolean;
  children: React.ReactNode;
}

function Fact({ name, title, isBad = false, children }: FactProps) {
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd title={title} data-bad={isBad || undefined}>
        {children}
      </dd>
    </div>
  );
}
