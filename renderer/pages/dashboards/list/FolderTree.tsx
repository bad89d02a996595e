import {
  Clock,
  Ellipsis,
  Folder,
  FolderGit2,
  FolderMinus,
  FolderPlus,
  LayoutGrid,
  type LucideIcon,
  Pencil,
  Star,
  Trash2,
  TriangleAlert,
} from "lucide-react";
import type { WatchedFolder } from "#shared/contract/dashboards";
import { classNames } from "../../../components/class-names";
import { IconButton } from "../../../components/IconButton";
import { Menu, type MenuItem } from "../../../components/Menu";
import { moveFocus } from "../../../components/move-focus";
import { visibleText } from "../../../components/visible-text";
import type { FolderLine } from "./folder-tree";
import styles from "./List.module.css";
import type { Where } from "./url";

export interface FolderActions {
  onMake(line: FolderLine): void;
  onRename(line: FolderLine): void;
  onRemove(line: FolderLine): void;
  onUnwatch(folder: WatchedFolder): void;
}

interface Props extends FolderActions {
  lines: readonly FolderLine[];
  where: Where;
  onChange(where: Where): void;
  counts: { all: number; starred: number; recent: number };
}

/** Where dashboards are: all, those with a star, those opened lately, and the folders. */
export function FolderTree({ lines, where, onChange, counts, ...actions }: Props) {
  const entry = (kind: "all" | "starred" | "recent", name: string, icon: LucideIcon) => (
    <Line name={name} count={counts[kind]} icon={icon} isChosen={where.kind === kind} onChoose={() => onChange({ kind })} />
  );
  return (
    <nav className={styles.tree} aria-label="Folders of dashboards">
      <ul onKeyDown={moveFocus}>
        {entry("all", "All", LayoutGrid)}
        {entry("starred", "Starred", Star)}
        {entry("recent", "Recently viewed", Clock)}
        <li className={styles.treeLine} aria-hidden />
        {lines.map((line) => (
          <Line
            key={`${line.place}/${line.folder}`}
            name={visibleText(line.name)}
            title={line.watched?.problem ?? line.watched?.path}
            count={line.count}
            icon={line.watched?.problem !== undefined ? TriangleAlert : line.watched ? FolderGit2 : Folder}
            hasProblem={line.watched?.problem !== undefined}
            level={line.level}
            isChosen={where.kind === "folder" && where.place === line.place && where.folder === line.folder}
            onChoose={() => onChange({ kind: "folder", place: line.place, folder: line.folder })}
            menu={menuOf(line, actions)}
          />
        ))}
      </ul>
    </nav>
  );
}

function menuOf(line: FolderLine, { onMake, onRename, onRemove, onUnwatch }: FolderActions): MenuItem[] {
  const { watched } = line;
  const make: MenuItem = { label: "New folder in it", icon: FolderPlus, onSelect: () => onMake(line) };
  if (watched) return [make, { label: "Stop watching", icon: FolderMinus, onSelect: () => onUnwatch(watched) }];
  if (line.folder === "") return [make];
  return [
    make,
    { label: "Rename", icon: Pencil, onSelect: () => onRename(line) },
    { label: "Remove", icon: Trash2, isDanger: true, isDisabled: line.count > 0, onSelect: () => onRemove(line) },
  ];
}

interface LineProps {
  name: string;
  title?: string | undefined;
  count: number;
  icon: LucideIcon;
  hasProblem?: boolean;
  level?: number;
  isChosen: boolean;
  onChoose(): void;
  menu?: readonly MenuItem[];
}

function Line({ name, title, count, icon: Icon, hasProblem = false, level = 0, isChosen, onChoose, menu }: LineProps) {
  return (
    <li className={classNames(styles.place, isChosen && styles.chosen)} style={{ paddingInlineStart: level * 14 }}>
      <button
        type="button"
        data-row-stop
        className={styles.placeName}
        aria-current={isChosen || undefined}
        title={title ?? name}
        onClick={onChoose}
      >
        <Icon size={15} aria-hidden className={hasProblem ? styles.warning : styles.icon} />
        <span className={styles.placeWords}>{name}</span>
        <span className={styles.count}>{count}</span>
      </button>
      {menu ? (
        <Menu trigger={<IconButton icon={Ellipsis} label={`Actions for the folder ${name}`} />} items={menu} />
      ) : (
        <span className={styles.noMenu} />
      )}
    </li>
  );
}
