import { Copy, Ellipsis, FolderInput, PencilLine, Star, Trash2, TriangleAlert } from "lucide-react";
import { type ReactNode, useMemo } from "react";
import { Link } from "react-router";
import type { DashboardRow } from "#shared/contract/dashboards";
import { Age } from "../../../components/Age";
import { classNames } from "../../../components/class-names";
import { IconButton } from "../../../components/IconButton";
import { Menu } from "../../../components/Menu";
import { Tooltip } from "../../../components/Tooltip";
import type { Sort } from "../../../components/table-order";
import { useWidth } from "../../../components/use-width";
import { type VirtualColumn, VirtualTable } from "../../../components/VirtualTable";
import { visibleText } from "../../../components/visible-text";
import styles from "./List.module.css";

export interface RowActions {
  onStar(row: DashboardRow): void;
  onDuplicate(row: DashboardRow): void;
  onMove(row: DashboardRow): void;
  onRemove(row: DashboardRow): void;
  onTag(tag: string): void;
}

interface Props {
  rows: readonly DashboardRow[];
  /** What a place and its folder are called together. */
  whereOf(row: DashboardRow): string;
  hrefOf(row: DashboardRow): string;
  sort: Sort;
  onSort(sort: Sort): void;
  selected: string | undefined;
  onSelect(row: DashboardRow): void;
  onOpen(row: DashboardRow): void;
  actions: RowActions;
  empty: ReactNode;
}

const rowKey = ({ uid }: DashboardRow) => uid;

export function DashboardTable({ rows, whereOf, hrefOf, sort, onSort, selected, onSelect, onOpen, actions, empty }: Props) {
  const columns = useMemo<VirtualColumn<DashboardRow>[]>(
    () => [
      { id: "star", title: "", label: "Star", minWidth: 36, cell: (row) => <StarButton row={row} onStar={actions.onStar} /> },
      {
        id: "title",
        title: "Title",
        minWidth: 180,
        grow: 3,
        isSortable: true,
        cell: (row) => <Title row={row} href={hrefOf(row)} />,
      },
      {
        id: "tags",
        title: "Tags",
        minWidth: 180,
        grow: 2,
        cell: (row) => <Tags tags={row.tags} onTag={actions.onTag} />,
      },
      {
        id: "folder",
        title: "Folder",
        minWidth: 110,
        grow: 1,
        isSortable: true,
        cell: (row) => <Words text={whereOf(row)} title={row.path} />,
      },
      { id: "panels", title: "Panels", minWidth: 70, isNumeric: true, isSortable: true, cell: (row) => row.panels },
      {
        id: "viewed",
        title: "Viewed",
        minWidth: 100,
        isNumeric: true,
        isSortable: true,
        cell: ({ viewedAt }) => viewedAt !== undefined && <Age at={viewedAt} />,
      },
      {
        id: "changed",
        title: "Changed",
        minWidth: 100,
        isNumeric: true,
        isSortable: true,
        cell: ({ changedAt }) => <Age at={changedAt} />,
      },
      { id: "actions", title: "", label: "Actions", minWidth: 44, cell: (row) => <Actions row={row} actions={actions} /> },
    ],
    [actions, hrefOf, whereOf],
  );
  const [width, measured] = useWidth();
  const fitting = useMemo(() => {
    const left = columnsLeftOut(width, sort.column);
    return columns.filter(({ id }) => !left.includes(id));
  }, [columns, width, sort.column]);
  return (
    <div ref={measured} className={styles.measured}>
      <VirtualTable
        label="Dashboards"
        className={styles.table}
        columns={fitting}
        rows={rows}
        rowKey={rowKey}
        sort={sort}
        onSort={onSort}
        selectedKey={selected}
        onSelect={onSelect}
        onKey={({ key }) => {
          const row = rows.find(({ uid }) => uid === selected);
          if (!row) return false;
          if (key === "Enter") onOpen(row);
          else if (key === "s") actions.onStar(row);
          else if (key === "Delete") actions.onRemove(row);
          else return false;
          return true;
        }}
        empty={empty}
      />
    </div>
  );
}

/** What a narrow table does without, the least needed first; never the column that it is sorted by. */
function columnsLeftOut(width: number, sorted: string): string[] {
  const left: string[] = [];
  let room = width;
  // Below these widths the columns that stay would have to be cut.
  for (const [id, needed] of [
    ["viewed", 880],
    ["panels", 760],
    ["tags", 690],
    ["folder", 560],
  ] as const) {
    if (width > 0 && room < needed && id !== sorted) left.push(id);
    else if (id === sorted) room -= 110;
  }
  return left;
}

function StarButton({ row, onStar }: { row: DashboardRow; onStar(row: DashboardRow): void }) {
  return (
    <button
      type="button"
      className={classNames(styles.star, row.isStarred && styles.starred)}
      aria-label={`Star for ${row.title}`}
      aria-pressed={row.isStarred}
      onClick={() => onStar(row)}
    >
      <Star size={15} aria-hidden fill={row.isStarred ? "currentColor" : "none"} />
    </button>
  );
}

function Title({ row, href }: { row: DashboardRow; href: string }) {
  return (
    <span className={styles.title}>
      <Link to={href} title={visibleText(row.description === "" ? row.title : `${row.title}\n${row.description}`)}>
        {visibleText(row.title)}
      </Link>
      {row.hasDraft && (
        <span className={styles.draft}>
          <PencilLine size={13} aria-hidden />
          unsaved changes
        </span>
      )}
      {row.problem !== undefined && (
        <Tooltip text={visibleText(row.problem)}>
          <span className={styles.problem}>
            <TriangleAlert size={13} aria-hidden />
            <span className={styles.problemWords}>{visibleText(row.problem)}</span>
          </span>
        </Tooltip>
      )}
    </span>
  );
}

const Words = ({ text, title }: { text: string; title: string }) => <span title={visibleText(title)}>{visibleText(text)}</span>;

const shownTags = 2;

function Tags({ tags, onTag }: { tags: readonly string[]; onTag(tag: string): void }) {
  return (
    <span className={styles.tags} title={tags.length > shownTags ? tags.map(visibleText).join(", ") : undefined}>
      {tags.slice(0, shownTags).map((tag) => (
        <button key={tag} type="button" className={styles.tag} title={visibleText(tag)} onClick={() => onTag(tag)}>
          {visibleText(tag)}
        </button>
      ))}
      {tags.length > shownTags && <span className={styles.more}>+{tags.length - shownTags}</span>}
    </span>
  );
}

function Actions({ row, actions }: { row: DashboardRow; actions: RowActions }) {
  return (
    <Menu
      trigger={<IconButton icon={Ellipsis} label={`Actions for ${row.title}`} />}
      items={[
        { label: "Duplicate", icon: Copy, onSelect: () => actions.onDuplicate(row) },
        { label: "Move…", icon: FolderInput, isDisabled: row.isReadOnly, onSelect: () => actions.onMove(row) },
        { label: "Remove", icon: Trash2, isDanger: true, keys: "Del", onSelect: () => actions.onRemove(row) },
      ]}
    />
  );
}
