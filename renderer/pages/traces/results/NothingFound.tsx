import { SearchX } from "lucide-react";
import { useState } from "react";
import { formatLongSpan } from "#shared/format/age";
import { formatMoment } from "#shared/format/clock-time";
import { hours, type Milliseconds } from "#shared/units/time";
import { Button } from "../../../components/Button";
import { Card } from "../../../components/Card";
import { EmptyState } from "../../../components/EmptyState";
import { visibleText } from "../../../components/visible-text";
import { NoTraces } from "../no-traces/NoTraces";
import type { SearchAsked } from "../search/create-run";
import type { SearchAddress } from "../url";
import styles from "./NothingFound.module.css";

interface Props {
  asked: SearchAsked;
  address: SearchAddress;
  kind: "jaeger" | "zipkin";
  onChange(parts: Partial<SearchAddress>): void;
}

const wider: readonly Milliseconds[] = [hours(1), hours(6), hours(24), hours(24 * 7)];

/** What was looked for, and what to leave out of it so that there may be something. */
export function NothingFound({ asked: { search }, address, kind, onChange }: Props) {
  const [isExplained, setExplained] = useState(false);
  const length = search.endMs - search.startMs;
  const between = `between ${formatMoment(search.startMs)} and ${formatMoment(search.endMs)}`;
  if (isExplained) return <NoTraces kind={kind} onBack={() => setExplained(false)} />;
  return (
    <Card>
      <EmptyState
        icon={SearchX}
        title="No traces"
        action={
          <div className={styles.ways}>
            <p className={styles.way}>
              Look further back:
              {wider
                .filter((each) => each > length)
                .slice(0, 3)
                .map((forMs) => (
                  <Button key={forMs} size="small" onClick={() => onChange({ range: { kind: "last", forMs } })}>
                    {formatLongSpan(forMs)}
                  </Button>
                ))}
            </p>
            <p className={styles.way}>
              {address.operation !== undefined && (
                <Button size="small" onClick={() => onChange({ operation: undefined })}>
                  Any operation
                </Button>
              )}
              {address.tags !== "" && (
                <Button size="small" onClick={() => onChange({ tags: "" })}>
                  Without tags
                </Button>
              )}
              {(address.min !== "" || address.max !== "") && (
                <Button size="small" onClick={() => onChange({ min: "", max: "" })}>
                  Any duration
                </Button>
              )}
              <Button size="small" kind="quiet" onClick={() => setExplained(true)}>
                Why there may be none
              </Button>
            </p>
          </div>
        }
      >
        {search.service === undefined
          ? `No trace of any service fits ${between}.`
          : `No trace of ${visibleText(search.service)} fits ${between}.`}
        {search.tags.length > 1 ? " All of the tags must be on one and the same span." : ""}
      </EmptyState>
    </Card>
  );
}
