import { ScrollText } from "lucide-react";
import type { ReactNode } from "react";
import type { NsTime } from "#shared/model/log";
import { useAsk } from "../../../bridge/use-ask";
import { Card } from "../../../components/Card";
import { EmptyState } from "../../../components/EmptyState";
import { FailureNote } from "../../../components/FailureNote";
import { Skeleton } from "../../../components/Skeleton";
import { visibleText } from "../../../components/visible-text";
import { localSource } from "../../../stores/address";
import { NoPlaces } from "../places/NoPlaces";
import { roughSize } from "./estimate-words";
import styles from "./Starters.module.css";
import { examplesFor } from "./starter-queries";
import { useStreams } from "./use-streams";

interface Props {
  source: string;
  span: { startNs: NsTime; endNs: NsTime };
  onRun(expr: string): void;
  /** Opens the choice of what of this machine's logs may be read. */
  onPickPlaces(): void;
}

/** In the place of lines before the first query: streams that there are, and what can be asked of one. */
export function Starters(props: Props) {
  const isLocal = props.source === localSource;
  const places = useAsk("logs.places", {}, { enabled: isLocal });
  if (isLocal && places.data?.places.length === 0) return <NoPlaces onPick={props.onPickPlaces} />;
  return <Streams {...props} />;
}

function Streams({ source, span, onRun }: Props) {
  const { streams, isPending, error, refetch } = useStreams(source, span);
  if (error) return <FailureNote failure={error.failure} onRetry={() => void refetch()} />;
  const [first] = streams;
  return (
    <Card>
      <EmptyState
        icon={ScrollText}
        title="Pick a stream, or write a query"
        action={
          <div className={styles.columns}>
            {isPending ? (
              <Skeleton lines={6} width="320px" />
            ) : (
              <Choices title={first ? "Streams of this source" : "No streams in this time"}>
                {streams.map(({ expr, bytes }) => (
                  <Choice key={expr} expr={expr} about={bytes ? `about ${roughSize(bytes)}` : undefined} onRun={onRun} />
                ))}
              </Choices>
            )}
            {first && (
              <Choices title="What can be asked of one">
                {examplesFor(first.expr).map(({ about, expr }) => (
                  <Choice key={expr} expr={expr} about={about} onRun={onRun} />
                ))}
              </Choices>
            )}
          </div>
        }
      >
        Enter runs the query above, Ctrl+Space offers what comes next; the button before it finds streams by their labels.
      </EmptyState>
    </Card>
  );
}

function Choices({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3>{title}</h3>
      <ul>{children}</ul>
    </section>
  );
}

function Choice({ expr, about, onRun }: { expr: string; about: string | undefined; onRun(expr: string): void }) {
  return (
    <li>
      <button type="button" onClick={() => onRun(expr)} title={visibleText(expr)}>
        <code>{visibleText(expr)}</code>
        {about !== undefined && <span>{about}</span>}
      </button>
    </li>
  );
}
