import { Bell, BellOff, CircleCheck, CircleDashed, SearchX } from "lucide-react";
import { Link } from "react-router";
import type { AlertsSnapshot } from "#shared/contract/alerts";
import { Button } from "../../../components/Button";
import { EmptyState } from "../../../components/EmptyState";
import { useAlertSummary } from "../../../stores/inbox";
import { type BoardView, tabPath } from "../url";
import { emptyList } from "./empty-list";
import type { Board } from "./use-board";

interface Props {
  board: Board;
  view: BoardView;
  snapshot: AlertsSnapshot | undefined;
  onChange(changes: Partial<BoardView>): void;
}

const icons = { rules: Bell, unknown: CircleDashed, fine: CircleCheck, filter: SearchX, none: BellOff } as const;

/** An empty list is good news only when the rules behind it were evaluated. */
export function BoardEmpty({ board, view, snapshot, onChange }: Props) {
  const summary = useAlertSummary().data;
  const empty = emptyList({ view, counts: board.counts, snapshot, summary });
  const action =
    empty.kind === "rules" ? (
      <Link to={tabPath("rules")}>Choose or load rules</Link>
    ) : empty.kind === "filter" ? (
      <Button onClick={() => onChange({ filter: "" })}>Clear the filter</Button>
    ) : empty.kind === "unknown" ? (
      <Link to={tabPath("rules")}>See the rules</Link>
    ) : undefined;
  return (
    <EmptyState icon={icons[empty.kind]} title={empty.title} action={action}>
      {empty.why}
    </EmptyState>
  );
}
