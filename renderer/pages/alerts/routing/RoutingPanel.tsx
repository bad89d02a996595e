import { useQueryClient } from "@tanstack/react-query";
import { FileInput, RotateCcw } from "lucide-react";
import { type KeyboardEvent, useEffect, useMemo, useState } from "react";
import { useSearchParams } from "react-router";
import type { RoutingState } from "#shared/contract/routing";
import { ask } from "../../../bridge/ask";
import { useAsk } from "../../../bridge/use-ask";
import { Button } from "../../../components/Button";
import { Card } from "../../../components/Card";
import { ConfirmDialog } from "../../../components/ConfirmDialog";
import { FailureNote } from "../../../components/FailureNote";
import { SegmentedControl } from "../../../components/SegmentedControl";
import { Skeleton } from "../../../components/Skeleton";
import { visibleText } from "../../../components/visible-text";
import { isChanged } from "./edits";
import { LiveGroups } from "./groups/LiveGroups";
import { ImportDialog } from "./import/ImportDialog";
import { InhibitionView } from "./inhibition/InhibitionView";
import { IntervalsView } from "./intervals/IntervalsView";
import { originWords } from "./origin-words";
import { findProblems } from "./problems";
import { RoutesView } from "./RoutesView";
import styles from "./Routing.module.css";
import { SaveBar } from "./SaveBar";
import { useRoutingDraft } from "./store";
import { type RoutingView, readView, writeView } from "./url";

/** Who is told of which alerts, and when: looked at, edited, tried out, imported. */
export function RoutingPanel() {
  const { data: state, error, refetch, isFetching } = useAsk("routing.get", {});
  if (state) return <Routing state={state} />;
  if (error) return <FailureNote failure={error.failure} onRetry={() => void refetch()} isRetrying={isFetching} />;
  return (
    <Card>
      <Skeleton height={52} lines={4} />
    </Card>
  );
}

function Routing({ state }: { state: RoutingState }) {
  const receivers = useAsk("receivers.list", {}).data?.receivers;
  const { edits, follow, change, undo, redo, startOver } = useRoutingDraft();
  const [params, setParams] = useSearchParams();
  const [open, setOpen] = useState<"import" | "reset">();
  const cache = useQueryClient();
  useEffect(() => follow(state.config), [state.config, follow]);
  const config = edits?.present ?? state.config;
  const names = useMemo(() => receivers?.map(({ name }) => name) ?? [], [receivers]);
  // While the receivers are not known, none of them is missing.
  const problems = useMemo(() => findProblems(config, (name) => !receivers || names.includes(name)), [config, receivers, names]);
  const view = readView(params);
  if (!edits) return null;

  const counts = { intervals: config.timeIntervals.length, inhibition: config.inhibitRules.length };

  /** The engine's answer is what is edited from here on. */
  function goOnFrom(next: RoutingState): void {
    cache.setQueryData(["routing.get", {}], next);
    startOver(next.config);
  }

  function onKeyDown(event: KeyboardEvent): void {
    // Fields have a way back of their own.
    const isTyping = event.target instanceof HTMLElement && event.target.closest("input, textarea, [contenteditable=true]");
    if (isTyping || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z") return;
    event.preventDefault();
    if (event.shiftKey) redo();
    else undo();
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys of undo work wherever the focus is on this panel
    <div className={styles.panel} onKeyDown={onKeyDown}>
      <div className={styles.bar}>
        <SegmentedControl<RoutingView>
          label="What of the routing"
          value={view}
          onChange={(next) => setParams((was) => writeView(next, was), { replace: true })}
          segments={[
            { value: "routes", label: "Routes" },
            { value: "intervals", label: "Time intervals", count: counts.intervals },
            { value: "inhibition", label: "Inhibition", count: counts.inhibition },
            { value: "groups", label: "Groups now" },
          ]}
        />
        <p className={styles.origin} title={visibleText(originWords(state))}>
          {visibleText(originWords(state))}
        </p>
        {state.origin !== "built-in" && (
          <Button kind="quiet" icon={RotateCcw} onClick={() => setOpen("reset")}>
            Reset
          </Button>
        )}
        <Button icon={FileInput} onClick={() => setOpen("import")}>
          Import alertmanager.yml
        </Button>
      </div>
      <SaveBar
        edits={edits}
        errors={problems.errors}
        isOutdated={isChanged(edits) && JSON.stringify(edits.saved) !== JSON.stringify(state.config)}
        onUndo={undo}
        onRedo={redo}
        onDiscard={() => startOver(state.config)}
        onSave={async () => goOnFrom(await ask("routing.save", { config }))}
      />
      {view === "routes" && <RoutesView config={config} receivers={names} problems={problems} onChange={change} />}
      {view === "intervals" && <IntervalsView config={config} problems={problems} onChange={change} />}
      {view === "inhibition" && <InhibitionView config={config} problems={problems} onChange={change} />}
      {view === "groups" && <LiveGroups />}
      {open === "import" && (
        <ImportDialog
          hasEdits={isChanged(edits)}
          onClose={() => setOpen(undefined)}
          onImported={async () => {
            goOnFrom(await ask("routing.get", {}));
            void cache.invalidateQueries({ queryKey: ["receivers.list"] });
            setOpen(undefined);
          }}
        />
      )}
      {open === "reset" && (
        <ConfirmDialog
          title="Go back to the built-in routing?"
          yes="Go back"
          no="Keep this"
          onYes={async () => goOnFrom(await ask("routing.reset", {}))}
          onClose={() => setOpen(undefined)}
        >
          <p>
            Everything is told on this computer again. The routes, time intervals and inhibition rules of now are forgotten;
            receivers stay.
          </p>
        </ConfirmDialog>
      )}
    </div>
  );
}
