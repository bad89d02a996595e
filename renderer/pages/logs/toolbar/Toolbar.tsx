import {
  ArrowDownWideNarrow,
  ArrowUpWideNarrow,
  Columns3,
  Download,
  FolderCog,
  Search,
  SlidersHorizontal,
  WrapText,
} from "lucide-react";
import type { ReactNode } from "react";
import { formatCount } from "#shared/format/count";
import { Button } from "../../../components/Button";
import { IconButton } from "../../../components/IconButton";
import { Menu, type MenuItem } from "../../../components/Menu";
import { visibleText } from "../../../components/visible-text";
import { type DownloadFormat, downloadFormats } from "../download/download-formats";
import type { Dedup, ViewSettings } from "../lines/view-settings";
import styles from "./Toolbar.module.css";

export interface ToolbarProps {
  view: ViewSettings;
  onView(parts: Partial<ViewSettings>): void;
  /** How many lines there are to save. */
  lines: number;
  /** Looked for when the menu opens: it reads lines. */
  columnsOffered(): readonly string[];
  onFind(): void;
  onDownload(format: DownloadFormat): void;
  /** Choosing which logs of this host are read; where this host is asked. */
  onPlaces: (() => void) | undefined;
  /** What is there, and how it goes: at the beginning of the row. */
  children: ReactNode;
}

const dedupWords: readonly { value: Dedup; label: string; detail?: string }[] = [
  { value: "none", label: "Every line" },
  { value: "exact", label: "Same text once" },
  { value: "numbers", label: "Same but for numbers once" },
  { value: "signature", label: "Same punctuation once" },
];

/** How the lines are shown, and what can be done with them. */
export function Toolbar(props: ToolbarProps) {
  const { view, onView, lines, columnsOffered, onFind, onDownload, onPlaces, children } = props;
  const isNewest = view.order === "newest";
  return (
    <div className={styles.toolbar}>
      <div className={styles.words}>{children}</div>
      {onPlaces && (
        <Button size="small" icon={FolderCog} onClick={onPlaces}>
          Places
        </Button>
      )}
      <Button
        size="small"
        icon={isNewest ? ArrowDownWideNarrow : ArrowUpWideNarrow}
        title="Newest or oldest first: it is asked anew from the other end"
        onClick={() => onView({ order: isNewest ? "oldest" : "newest" })}
      >
        {isNewest ? "Newest first" : "Oldest first"}
      </Button>
      <IconButton
        icon={WrapText}
        label={view.wrap ? "Do not wrap long lines" : "Wrap long lines"}
        aria-pressed={view.wrap}
        className={styles.toggle}
        onClick={() => onView({ wrap: !view.wrap })}
      />
      <Menu
        trigger={
          <Button size="small" icon={Columns3}>
            Columns{view.columns.length > 0 && ` · ${formatCount(view.columns.length)}`}
          </Button>
        }
        items={() => columnItems(view.columns, columnsOffered(), (columns) => onView({ columns }))}
      />
      <Menu
        trigger={
          <Button size="small" icon={SlidersHorizontal}>
            View
          </Button>
        }
        items={viewItems(view, onView)}
      />
      <IconButton icon={Search} label="Find in the loaded lines (Ctrl F)" onClick={onFind} />
      <Menu
        trigger={<IconButton icon={Download} label="Save the loaded lines" disabled={lines === 0} />}
        items={[
          { kind: "heading", label: `Save ${formatCount(lines)} ${lines === 1 ? "line" : "lines"}` },
          ...(Object.keys(downloadFormats) as DownloadFormat[]).map((format) => ({
            label: downloadFormats[format].title,
            detail: downloadFormats[format].detail,
            onSelect: () => onDownload(format),
          })),
        ]}
      />
    </div>
  );
}

function viewItems(view: ViewSettings, onView: ToolbarProps["onView"]): MenuItem[] {
  const toggle = (label: string, isChecked: boolean, parts: Partial<ViewSettings>, detail?: string): MenuItem => ({
    label,
    isChecked,
    staysOpen: true,
    onSelect: () => onView(parts),
    ...(detail !== undefined && { detail }),
  });
  return [
    { kind: "heading", label: "Lines" },
    toggle("Prettify JSON and logfmt", view.prettify, { prettify: !view.prettify }),
    toggle("Labels in each line", view.showLabels, { showLabels: !view.showLabels }),
    toggle("Terminal colours", view.ansi, { ansi: !view.ansi }),
    { kind: "line" },
    { kind: "heading", label: "Lines alike, one after another" },
    ...dedupWords.map(({ value, label }) => toggle(label, view.dedup === value, { dedup: value })),
    { kind: "line" },
    { kind: "heading", label: "Time" },
    toggle("To the millisecond", view.showTime === "ms", { showTime: "ms" }),
    toggle("To the nanosecond", view.showTime === "ns", { showTime: "ns" }),
    toggle("Not shown", view.showTime === "none", { showTime: "none" }),
  ];
}

/** Those that are shown first, in their order. */
function columnItems(
  shown: readonly string[],
  offered: readonly string[],
  onColumns: (columns: readonly string[]) => void,
): MenuItem[] {
  const others = offered.filter((name) => !shown.includes(name));
  if (shown.length + others.length === 0) return [{ kind: "heading", label: "No fields in these lines" }];
  return [
    { kind: "heading", label: "Fields and labels as columns" },
    ...[...shown, ...others].map((name) => {
      const isChecked = shown.includes(name);
      return {
        label: visibleText(name),
        isChecked,
        staysOpen: true,
        onSelect: () => onColumns(isChecked ? shown.filter((each) => each !== name) : [...shown, name]),
      };
    }),
  ];
}
