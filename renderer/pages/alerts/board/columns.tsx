import type { ReactNode } from "react";
import { Age } from "../../../components/Age";
import { markOf, standingWords } from "../../../components/alert-words";
import { classNames } from "../../../components/class-names";
import { useNow } from "../../../components/now";
import { StateDot } from "../../../components/StateDot";
import { shortValue } from "../../../components/short-value";
import type { VirtualColumn } from "../../../components/VirtualTable";
import type { PlacedRule } from "../../../stores/alerts";
import { BandsCell } from "../bands/BandsCell";
import type { BoardList } from "../url";
import styles from "./Board.module.css";
import type { BoardLine } from "./groups";
import { limitOf } from "./limit";
import { PickBox } from "./PickBox";
import { type BoardRow, ruleOf, whereOf } from "./rows";
import { toldWords } from "./told-words";

interface ColumnFacts {
  list: BoardList;
  rules: ReadonlyMap<string, PlacedRule>;
  isWide: boolean;
  isPicked(id: string): boolean;
  onPick(row: BoardRow, isRange: boolean): void;
  onPickAll(): void;
  areAllPicked: boolean;
  nameOfSource(id: string): string;
}

type Column = VirtualColumn<BoardLine>;

/** The columns of the board. Everything in them comes from rules and servers, and is only ever text. */
export function boardColumns(facts: ColumnFacts): readonly Column[] {
  const { list, rules, nameOfSource, isWide } = facts;
  const cell = (draw: (row: BoardRow) => ReactNode) => (line: BoardLine) => (line.kind === "row" ? draw(line.row) : null);
  const columns: (Column | false)[] = [
    {
      id: "pick",
      title: "",
      minWidth: 26,
      head: <PickBox isPicked={facts.areAllPicked} label="Choose all of the list" onPick={facts.onPickAll} />,
      cell: cell((row) => (
        <PickBox
          isPicked={facts.isPicked(row.id)}
          label={`Choose ${row.name}`}
          onPick={(isRange) => facts.onPick(row, isRange)}
        />
      )),
    },
    { id: "severity", title: "", label: "Severity", minWidth: 24, cell: cell((row) => <RowMark row={row} />) },
    {
      id: "name",
      title: "Alert",
      minWidth: 150,
      grow: 3,
      isSortable: true,
      cell: cell(({ name }) => (
        <b className={styles.name} title={name}>
          {name}
        </b>
      )),
    },
    {
      id: "summary",
      title: "Summary",
      minWidth: 140,
      grow: 5,
      cell: cell(({ summary }) => (
        <span className={styles.words} title={summary}>
          {summary}
        </span>
      )),
    },
    {
      id: "where",
      title: "Where",
      minWidth: 110,
      grow: 3,
      isSortable: true,
      cell: cell((row) => (
        <span className={styles.words} title={whereOf(row, nameOfSource)}>
          {whereOf(row, nameOfSource)}
        </span>
      )),
    },
    {
      id: "value",
      title: "Value",
      minWidth: 92,
      isNumeric: true,
      isSortable: true,
      cell: cell((row) => <ValueCell row={row} rules={rules} />),
    },
    {
      id: "since",
      title: list === "resolved" ? "Resolved" : "Since",
      minWidth: 78,
      isSortable: true,
      cell: cell((row) => <SinceCell row={row} />),
    },
    isWide && {
      id: "bands",
      title: "Last 24 h",
      minWidth: 176,
      cell: cell(({ alert, severity }) => alert && <BandsCell alert={alert} severity={severity} />),
    },
    { id: "told", title: "Told you?", minWidth: 150, grow: 4, cell: cell((row) => <ToldCell row={row} />) },
  ];
  return columns.filter((column) => column !== false);
}

export function RowMark({ row }: { row: BoardRow }) {
  const { standing, severity } = row;
  return <StateDot state={markOf(standing, severity)} label={standingWords(standing, severity)} />;
}

/** What the expression gave, over what it is compared with. */
export function ValueCell({ row, rules }: { row: BoardRow; rules: ReadonlyMap<string, PlacedRule> }) {
  const rule = row.alert ? ruleOf(row.alert, rules)?.rule : rules.get(row.id)?.rule;
  const limit = rule ? limitOf(rule.expr) : "";
  const isKnown = row.value !== undefined && row.standing !== "unknown";
  return (
    <span className={styles.value} title={row.value}>
      <span>{isKnown && row.value !== undefined ? shortValue(row.value) : "—"}</span>
      {limit !== "" && <span className={styles.limit}>{limit}</span>}
    </span>
  );
}

function SinceCell({ row: { since, standing } }: { row: BoardRow }) {
  if (standing === "unknown" || since === undefined) return <span className={styles.words}>unknown</span>;
  return <Age at={since} style="span" />;
}

/** Whether the user was told, and if not, why. */
export function ToldCell({ row: { alert } }: { row: BoardRow }) {
  // Only a countdown has to tick.
  const isCounting = (alert?.muted?.untilMs ?? alert?.acknowledged?.untilMs) !== undefined;
  const now = useNow(isCounting);
  const told = alert && toldWords(alert, isCounting ? now : Date.now());
  if (!told) return <span className={styles.words}>{alert && alert.state !== "resolved" ? "not yet" : "—"}</span>;
  return (
    <span className={classNames(styles.words, told.isTold && styles.told)} title={told.text}>
      {told.text}
    </span>
  );
}
