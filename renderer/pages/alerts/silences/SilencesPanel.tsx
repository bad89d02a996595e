import { Plus } from "lucide-react";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { silenceStateAt } from "#shared/model/silence";
import { minutes } from "#shared/units/time";
import { Button } from "../../../components/Button";
import { Card } from "../../../components/Card";
import { FailureNote } from "../../../components/FailureNote";
import { useNow } from "../../../components/now";
import { SegmentedControl } from "../../../components/SegmentedControl";
import { Select } from "../../../components/Select";
import { Skeleton } from "../../../components/Skeleton";
import { TextInput } from "../../../components/TextInput";
import { useIdleKeys } from "../../../components/use-idle-keys";
import { useSlashKey } from "../../../components/use-slash-key";
import { Done } from "./Done";
import { NoSilences } from "./NoSilences";
import { SilenceDialog } from "./SilenceDialog";
import { SilenceList } from "./SilenceList";
import styles from "./Silences.module.css";
import {
  countStates,
  keyOf,
  listSilences,
  readLinked,
  readState,
  type SilenceState,
  silenceStates,
  writeState,
} from "./silence-list";
import { emptyStart, type SilenceStart } from "./start";
import { useSilenceActions } from "./use-silence-actions";
import { useRemembered, useSilences } from "./use-silences";

const stateNames: Record<SilenceState, string> = { active: "Active", pending: "Pending", expired: "Expired" };

const warnChoices = [
  { value: "0", label: "No warning before its end" },
  ...[5, 15, 30, 60, 240].map((count) => ({
    value: String(count),
    label: `Warn ${count < 60 ? `${count} min` : `${count / 60} h`} before its end`,
  })),
];

/** Silences: those that hold, those to come, those that are over. */
export function SilencesPanel() {
  const { data, error, refetch, isFetching, dataUpdatedAt } = useSilences();
  const [params, setParams] = useSearchParams();
  const [search, setSearch] = useState("");
  const [known, remember] = useRemembered();
  const [editing, setEditing] = useState<SilenceStart>();
  const searchInput = useSlashKey();
  // What was ended just now is over, though the clock of the page has not ticked since.
  const now = Math.max(useNow(), dataUpdatedAt);
  const actions = useSilenceActions();
  useIdleKeys((event) => {
    if (event.key !== "n" || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    setEditing(emptyStart);
  });

  const newButton = (
    <Button kind="primary" icon={Plus} onClick={() => setEditing(emptyStart)}>
      New silence
    </Button>
  );

  if (error && !data) return <FailureNote failure={error.failure} onRetry={() => void refetch()} isRetrying={isFetching} />;
  if (!data) {
    return (
      <Card>
        <Skeleton height={44} lines={4} />
      </Card>
    );
  }
  const linked = data.silences.find(({ id }) => id === readLinked(params));
  const state = linked ? silenceStateAt(linked, now) : readState(params);
  const counts = countStates(data.silences, now);
  const listed = listSilences(data.silences, { state, search, now });
  return (
    <div className={styles.panel}>
      <div className={styles.bar}>
        <SegmentedControl<SilenceState>
          label="Which silences"
          value={state}
          onChange={(next) => setParams((was) => writeState(next, was), { replace: true })}
          segments={silenceStates.map((value) => ({ value, label: stateNames[value], count: counts[value] }))}
        />
        <TextInput
          ref={searchInput}
          type="search"
          className={styles.search}
          aria-label="Search silences"
          placeholder="Search silences…"
          value={search}
          onChange={setSearch}
        />
        <span className={styles.gap} />
        <Select
          label="When to warn"
          className={styles.warn}
          value={String(known.warnMinutes)}
          onChange={(next) => remember({ warnMinutes: Number(next) })}
          options={warnChoices}
        />
        {newButton}
      </div>
      {actions.failure && <FailureNote failure={actions.failure} />}
      {actions.done && (
        <Done key={actions.done.text} text={actions.done.text} onUndo={actions.done.undo} onClose={actions.dismiss} />
      )}
      <Card isFlush>
        {listed.length === 0 ? (
          <NoSilences state={state} isSearched={search.trim() !== ""} hasAny={data.silences.length > 0} action={newButton} />
        ) : (
          <SilenceList
            // Another list begins without anything unfolded but what the link names.
            key={`${state} ${linked?.id}`}
            label={`${stateNames[state]} silences`}
            silences={listed}
            linkedKey={linked && keyOf(linked)}
            now={now}
            warnBefore={minutes(known.warnMinutes)}
            actions={actions}
            onEdit={setEditing}
          />
        )}
      </Card>
      {editing && <SilenceDialog draft={editing} onSaved={() => setEditing(undefined)} onClose={() => setEditing(undefined)} />}
    </div>
  );
}
