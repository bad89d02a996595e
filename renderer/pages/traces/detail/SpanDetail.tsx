import { type KeyboardEvent, useLayoutEffect, useRef } from "react";
import { Card } from "../../../components/Card";
import { FailureNote } from "../../../components/FailureNote";
import { useConnections } from "../../../stores/connections";
import { useHostInfo } from "../../../stores/host";
import type { OpenTrace } from "../reading/messages";
import styles from "./Detail.module.css";
import { Events } from "./Events";
import { Head } from "./Head";
import { Ids } from "./Ids";
import { Links } from "./Links";
import { Pivots } from "./pivots/Pivots";
import { Remarks } from "./Remarks";
import { spanFacts } from "./span-facts";
import { TagSection } from "./TagSection";
import { useSpanDetail } from "./use-span-detail";

export interface SpanDetailProps {
  open: OpenTrace;
  position: number;
  /** The connection that the trace came from; absent: a file. */
  source: string | undefined;
  onChoose(position: number): void;
  onClose(): void;
  /** Looks for words in the trace: `http.method=GET`. */
  onFilter?(words: string): void;
  /** Whether starts are told as corrected; they are unless this says no. */
  correctsClocks?: boolean;
}

/** All that is known of one span, and where to go from it. */
export function SpanDetail(props: SpanDetailProps) {
  const { open, position, source, onChoose, onClose, onFilter, correctsClocks = true } = props;
  const { trace } = open;
  const facts = spanFacts(trace, position, correctsClocks);
  const { detail, failure, again } = useSpanDetail(open, position);
  const scroller = useRef<HTMLElement>(null);
  const key = `${open.key} ${position}`;
  // Asked for here: below, all is made anew with each span.
  const connections = useConnections().data?.connections;
  const hostname = useHostInfo().data?.hostname;
  const tags = { open, position, onFilter };

  // biome-ignore lint/correctness/useExhaustiveDependencies: another span begins at its top
  useLayoutEffect(() => {
    if (scroller.current) scroller.current.scrollTop = 0;
  }, [key]);

  function onKeyDown(event: KeyboardEvent): void {
    // A menu or a dialog that is open over it has taken the key for itself.
    if (event.key !== "Escape" || event.defaultPrevented || !event.currentTarget.contains(event.target as Node)) return;
    event.stopPropagation();
    onClose();
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only hears Escape from what is inside it
    <div className={styles.frame} onKeyDown={onKeyDown}>
      <Card className={styles.pane} isFlush>
        <section ref={scroller} className={styles.scroller} aria-label="Chosen span">
          <Head facts={facts} trace={trace} position={position} detail={detail} onClose={onClose} />
          {failure && <FailureNote failure={failure} onRetry={again} />}
          {!detail && !failure && <p className={styles.waiting}>Reading its tags…</p>}
          {detail && (
            // Of another span nothing is unfolded.
            <div key={key} className={styles.parts}>
              <Remarks warnings={detail.warnings} />
              <Pivots {...{ facts, detail, trace, source, connections, hostname }} />
              <TagSection {...tags} title="Tags" of="tag" tags={detail.tags} isAlwaysThere />
              <TagSection {...tags} title="Process" of="process" tags={detail.process} />
              <Events {...tags} events={detail.events} startNs={facts.recordedStartNs} durationNs={facts.durationNs} />
              <Links {...tags} detail={detail} trace={trace} source={source} onChoose={onChoose} />
              <Ids detail={detail} trace={trace} position={position} onChoose={onChoose} />
            </div>
          )}
        </section>
      </Card>
    </div>
  );
}
