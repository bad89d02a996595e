import { RotateCcw } from "lucide-react";
import { useMemo, useState } from "react";
import { seconds } from "#shared/units/time";
import { useAsk } from "../../../bridge/use-ask";
import { Button } from "../../../components/Button";
import { Card } from "../../../components/Card";
import { EmptyState } from "../../../components/EmptyState";
import { FailureNote } from "../../../components/FailureNote";
import { Skeleton } from "../../../components/Skeleton";
import { Table } from "../../../components/Table";
import { TextInput } from "../../../components/TextInput";
import { collectorColumns } from "./collector-columns";
import styles from "./Sampling.module.css";
import { isAsItCame, matches, sumWords } from "./sampling-words";
import { useSamplingChange } from "./use-sampling-change";

/** What is measured on this machine, how often, and what that costs. */
export function SamplingCard() {
  const answer = useAsk("sampling.collectors", {}, { refetchInterval: seconds(2) });
  const { change, reset, failure } = useSamplingChange();
  const [search, setSearch] = useState("");
  // biome-ignore lint/correctness/useExhaustiveDependencies: `change` does the same thing for as long as the card is there
  const columns = useMemo(() => collectorColumns((what) => void change(what)), []);
  const rows = answer.data?.collectors;

  return (
    <Card title="Sampling" aside={rows && sumWords(rows)} isFlush>
      <div className={styles.bar}>
        <TextInput value={search} onChange={setSearch} placeholder="Search collectors" aria-label="Search collectors" />
        <Button
          kind="quiet"
          icon={RotateCcw}
          disabled={rows === undefined || rows.every(isAsItCame)}
          onClick={() => void reset()}
        >
          Reset to defaults
        </Button>
      </div>
      {(failure ?? answer.error?.failure) && (
        <div className={styles.note}>
          {failure ? (
            <FailureNote failure={failure} />
          ) : (
            answer.error && <FailureNote failure={answer.error.failure} onRetry={() => void answer.refetch()} />
          )}
        </div>
      )}
      {rows ? (
        <Table
          label="Collectors"
          className={styles.table}
          columns={columns}
          rows={rows.filter((row) => matches(row, search))}
          rowKey={({ name }) => name}
          empty={
            rows.length === 0 ? (
              <EmptyState title="Nothing is measured here">Watchdeck has no collector that knows this system.</EmptyState>
            ) : (
              <EmptyState title="No collector like that">
                None has all of these words in its name, description or state.
              </EmptyState>
            )
          }
        />
      ) : (
        !answer.error && (
          <div className={styles.waiting}>
            <Skeleton height={40} lines={12} />
          </div>
        )
      )}
    </Card>
  );
}
