import { useCallback, useState } from "react";
import { useNavigate } from "react-router";
import type { InboxAlert } from "#shared/model/alert";
import { Card } from "../../../components/Card";
import { classNames } from "../../../components/class-names";
import { FailureNote } from "../../../components/FailureNote";
import { Skeleton } from "../../../components/Skeleton";
import { useAlerts } from "../../../stores/alerts";
import { usePreferences } from "../../../stores/engine";
import { useInbox } from "../../../stores/inbox";
import { useSourceNames } from "../../../stores/source-names";
import { AcknowledgeDialog } from "../acknowledge/AcknowledgeDialog";
import { useAcknowledge } from "../acknowledge/use-acknowledge";
import { BandsContext, useBandsCache } from "../bands/use-bands";
import { AlertDetail } from "../detail/AlertDetail";
import { SilenceDialog } from "../silences/SilenceDialog";
import { emptyStart, type SilenceStart, startFor } from "../silences/start";
import { alertPath, readView, writeView } from "../url";
import { useView } from "../use-view";
import styles from "./Board.module.css";
import { BoardEmpty } from "./BoardEmpty";
import { BoardTable, boardHeight } from "./BoardTable";
import { DenseBoard, denseFrom } from "./DenseBoard";
import { boardKey } from "./keys";
import { StaleNote } from "./StaleNote";
import { Toolbar } from "./Toolbar";
import { useBoard } from "./use-board";
import { usePicks } from "./use-picks";
import { useStale } from "./use-stale";

const inAddress = { read: readView, write: writeView };

type Open = { kind: "acknowledge"; alerts: readonly InboxAlert[] } | { kind: "silence"; start: SilenceStart };

/** In a low window the page scrolls rather than that the list has no room at all. */
const leastHeight = 120;

/** The board of alerts, and below it the chosen one. */
export function BoardPanel({ alertId }: { alertId: string | undefined }) {
  const navigate = useNavigate();
  const { view, params, change } = useView(inAddress);
  const inbox = useInbox();
  const alerts = useAlerts();
  const { nameOf } = useSourceNames();
  const board = useBoard(inbox, alerts.data, view, nameOf);
  const bands = useBandsCache();
  const isCompact = usePreferences().data?.density === "compact";
  const stale = useStale(inbox.failure);
  const [open, setOpen] = useState<Open>();
  const [cursor, setCursor] = useState(alertId);
  const [shownId, setShownId] = useState(alertId);
  // A notification leads here too, and moves the cursor.
  if (shownId !== alertId) {
    setShownId(alertId);
    if (alertId !== undefined) setCursor(alertId);
  }
  const picks = usePicks(board);
  const acknowledge = useAcknowledge();

  const show = (id: string | undefined) =>
    void navigate(alertPath(id, writeView({ ...view, isAlone: id !== undefined && view.isAlone }, params)), {
      replace: alertId !== undefined,
    });
  const choose = useStableChoose((id, how) => {
    setCursor(id);
    const line = board.lines.find((each) => each.id === id);
    if (line?.kind === "group") {
      if (how === "open") board.toggleGroup(line.group.key);
    } else if (how === "open" || alertId !== undefined) show(id);
  });

  const targets = picks.targetsOf(cursor);
  const actOn = (kind: Open["kind"], on: readonly InboxAlert[]) => {
    if (on.length > 0) setOpen(kind === "acknowledge" ? { kind, alerts: on } : { kind, start: startFor(on) });
  };
  const onKey = (pressed: { key: string }) =>
    boardKey(pressed.key, {
      open: () => cursor !== undefined && choose(cursor, "open"),
      acknowledge: () => actOn("acknowledge", targets),
      unacknowledge: () => void acknowledge.undo(targets),
      silence: () => actOn("silence", targets),
      pick: () => picks.pickAt(cursor),
      pickAll: picks.pickListed,
      leave: () => (picks.count > 0 ? picks.clear() : show(undefined)),
    });

  if (inbox.isLoading) {
    return inbox.failure ? (
      <FailureNote failure={inbox.failure} />
    ) : (
      <Card>
        <Skeleton height={30} lines={8} />
      </Card>
    );
  }
  const done = () => {
    setOpen(undefined);
    picks.clear();
  };
  const listProps = {
    board,
    list: view.list,
    cursor,
    isPicked: picks.isPicked,
    areAllPicked: picks.areAllPicked,
    onChoose: choose,
    onPick: picks.pick,
    onPickAll: picks.pickListed,
    onKey,
    nameOfSource: nameOf,
  };
  const isEmpty = board.lines.length === 0;
  const isDense = isCompact && board.listed.length >= denseFrom && alertId === undefined;
  const height = boardHeight(board.lines.length, isCompact);
  const isAlone = alertId !== undefined && view.isAlone;
  return (
    <BandsContext value={bands}>
      {!isAlone && (
        <>
          <Toolbar
            view={view}
            board={board}
            onChange={change}
            picked={picks.count}
            onAcknowledge={() => actOn("acknowledge", picks.targetsOf(undefined))}
            onSilence={() => actOn("silence", picks.targetsOf(undefined))}
            onClear={picks.clear}
            onNewSilence={() => setOpen({ kind: "silence", start: emptyStart })}
            nameOfSource={nameOf}
          />
          {acknowledge.failure && <FailureNote failure={acknowledge.failure} />}
          {stale && <StaleNote stale={stale} />}
          <div
            className={classNames(
              styles.list,
              isDense && styles.fills,
              alertId !== undefined && styles.besideDetail,
              stale && styles.stale,
            )}
            style={
              isEmpty || isDense ? { minHeight: leastHeight } : { flexBasis: height, minHeight: Math.min(height, leastHeight) }
            }
          >
            <Card isFlush className={styles.card}>
              {isEmpty ? (
                <BoardEmpty board={board} view={view} snapshot={alerts.data} onChange={change} />
              ) : isDense ? (
                <DenseBoard {...listProps} />
              ) : (
                <BoardTable {...listProps} sort={view.sort} onSort={(sort) => change({ sort })} />
              )}
            </Card>
          </div>
        </>
      )}
      {alertId !== undefined && (
        <AlertDetail
          key={alertId}
          id={alertId}
          inbox={inbox}
          rules={board.rules}
          isAlone={isAlone}
          onAlone={(next) => change({ isAlone: next })}
          onClose={() => show(undefined)}
          onAcknowledge={(alert) => actOn("acknowledge", [alert])}
          onSilence={(alert) => actOn("silence", [alert])}
        />
      )}
      {open?.kind === "acknowledge" && (
        <AcknowledgeDialog alerts={open.alerts} onDone={done} onClose={() => setOpen(undefined)} />
      )}
      {open?.kind === "silence" && <SilenceDialog draft={open.start} onSaved={done} onClose={() => setOpen(undefined)} />}
    </BandsContext>
  );
}

/** The same function each time, with what the latest render knows: rows that did not change are not drawn again. */
function useStableChoose(choose: (id: string, how: "cursor" | "open") => void): typeof choose {
  const [latest] = useState({ choose });
  latest.choose = choose;
  return useCallback((id, how) => latest.choose(id, how), [latest]);
}
