import { BellOff, Check, Group, X } from "lucide-react";
import { useMemo } from "react";
import { formatCount } from "#shared/format/count";
import type { Labels } from "#shared/model/labels";
import { Button } from "../../../components/Button";
import { Menu, type MenuItem } from "../../../components/Menu";
import { candidatesOf, type LabelCandidates } from "../../../components/matchers-input/candidates";
import { MatchersInput } from "../../../components/matchers-input/MatchersInput";
import { type Segment, SegmentedControl } from "../../../components/SegmentedControl";
import { useSlashKey } from "../../../components/use-slash-key";
import { visibleText } from "../../../components/visible-text";
import { type BoardList, type BoardView, bySource } from "../url";
import styles from "./Board.module.css";
import { readForInput } from "./filter";
import { groupingLabels } from "./groups";
import type { BoardRow } from "./rows";
import type { Board } from "./use-board";

interface Props {
  view: BoardView;
  board: Board;
  onChange(changes: Partial<BoardView>): void;
  /** How many are chosen to act on. */
  picked: number;
  onAcknowledge(): void;
  onSilence(): void;
  onClear(): void;
  onNewSilence(): void;
  nameOfSource(id: string): string;
}

/** Which alerts are listed, and how; and what can be done with the chosen ones. */
export function Toolbar({ view, board, onChange, picked, onAcknowledge, onSilence, onClear, onNewSilence, nameOfSource }: Props) {
  const input = useSlashKey();
  const { rows } = board;
  const candidates = useMemo(() => {
    // Asked with each letter, worked out once for these rows.
    let found: LabelCandidates | undefined;
    return () => {
      found ??= candidatesOf([...rows.map(({ labels }) => labels), ...sourceLabels(rows, nameOfSource)]);
      return found;
    };
  }, [rows, nameOfSource]);
  return (
    <>
      <div className={styles.toolbar}>
        <SegmentedControl<BoardList>
          label="List"
          value={view.list}
          onChange={(list) => onChange({ list })}
          segments={segmentsOf(board)}
        />
        <div className={styles.actions}>
          {picked > 0 ? (
            <>
              <span className={styles.picked}>{formatCount(picked)} chosen</span>
              <Button icon={Check} onClick={onAcknowledge}>
                Acknowledge
              </Button>
              <Button icon={BellOff} onClick={onSilence}>
                Silence
              </Button>
              <Button icon={X} kind="quiet" onClick={onClear}>
                Clear
              </Button>
            </>
          ) : (
            <Button icon={BellOff} onClick={onNewSilence}>
              New silence
            </Button>
          )}
        </div>
      </div>
      <div className={styles.toolbar}>
        <div className={styles.filter}>
          <MatchersInput
            ref={input}
            value={view.filter}
            onChange={(filter) => onChange({ filter })}
            candidates={candidates}
            label="Filter"
            placeholder={'Filter: severity="critical", job=~"node.*", words'}
            takesWords
            read={readForInput}
          />
        </div>
        <p role="status" className={styles.outcome}>
          {view.filter.trim() !== "" && `${formatCount(board.listed.length)} found`}
        </p>
        <Menu
          trigger={
            <Button icon={Group}>
              Group by <b className={styles.by}>{view.groupBy === "" ? "nothing" : nameOfGrouping(view.groupBy)}</b>
            </Button>
          }
          items={() => groupingItems(board, view, onChange)}
        />
      </div>
    </>
  );
}

const sourceLabels = (rows: readonly BoardRow[], nameOfSource: (id: string) => string): Labels[] =>
  [...new Set(rows.map(({ source }) => source))].map((source) => ({ [bySource]: nameOfSource(source) }));

const nameOfGrouping = (by: string): string => (by === bySource ? "source" : visibleText(by));

function segmentsOf({ counts }: Board): readonly Segment<BoardList>[] {
  return [
    // They share a list; the label says so, or its count would contradict the one in the headline.
    counts.unknown > 0
      ? { value: "firing", label: "Firing and unknown", count: counts.firing + counts.unknown }
      : { value: "firing", label: "Firing", count: counts.firing },
    { value: "pending", label: "Pending", count: counts.pending },
    { value: "resolved", label: "Resolved in 24 h", count: counts.resolved },
    { value: "silenced", label: "Muted", count: counts.silenced },
    { value: "acknowledged", label: "Acknowledged", count: counts.acknowledged },
    { value: "unknown", label: "Unknown", count: counts.unknown },
    { value: "all", label: "All", count: counts.all },
  ];
}

function groupingItems(board: Board, view: BoardView, onChange: Props["onChange"]): MenuItem[] {
  const item = (label: string, groupBy: string, detail?: string): MenuItem => ({
    label,
    onSelect: () => onChange({ groupBy }),
    isChecked: view.groupBy === groupBy,
    ...(detail !== undefined && { detail }),
  });
  return [
    item("Nothing", ""),
    item("Source", bySource),
    { kind: "heading", label: "Labels" },
    ...groupingLabels(board.rows).map(({ name, count }) => item(visibleText(name), name, formatCount(count))),
  ];
}
