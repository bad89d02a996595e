import { Bell, BellOff } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef } from "react";
import { Age } from "../../components/Age";
import { classNames } from "../../components/class-names";
import { movedTo } from "../../components/table-order";
import { useIdleKeys } from "../../components/use-idle-keys";
import { whereOf } from "./AlertTable";
import styles from "./DenseAlerts.module.css";
import type { AlertRow } from "./rows";
import { SeverityMark } from "./SeverityMark";
import { shortValue } from "./short-value";

interface Props {
  rows: readonly AlertRow[];
  selectedId: string | undefined;
  nameOfSource(id: string): string;
  onSelect(row: AlertRow): void;
}

/** From so many on, the table's rows do not fit a usual window, and the two columns of this list do. */
export const denseFrom = 25;

/**
 * Many alerts in sight at once: a line each, in as many columns as the window is wide, most urgent first. What has no room here
 * stands in the tooltips, and in the detail of the chosen one.
 */
export function DenseAlerts({ rows, selectedId, nameOfSource, onSelect }: Props) {
  const list = useRef<HTMLDivElement>(null);
  const selectedIndex = rows.findIndex(({ id }) => id === selectedId);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another choice, by whatever way, is brought into view
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  }, [selectedId]);

  function onKeyDown(event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "preventDefault">): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const index = movedTo(event.key, selectedIndex, rows.length);
    const row = index === undefined ? undefined : rows[index];
    if (index === undefined || row === undefined) return;
    event.preventDefault();
    onSelect(row);
    (list.current?.children[index] as HTMLElement | undefined)?.focus({ preventScroll: true });
  }

  useIdleKeys((event) => /^[jk]$/.test(event.key) && onKeyDown(event));

  return (
    <div ref={list} role="listbox" aria-label="Alerts" className={styles.list} onKeyDown={onKeyDown}>
      {rows.map((row, index) => {
        const isSelected = index === selectedIndex;
        return (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the list takes the keys, for all of its rows
          <div
            key={row.id}
            role="option"
            aria-selected={isSelected}
            // One stop for Tab: the chosen row, or the first one.
            tabIndex={isSelected || (selectedIndex < 0 && index === 0) ? 0 : -1}
            className={classNames(styles.row, isSelected && styles.selected)}
            onClick={() => onSelect(row)}
          >
            <SeverityMark row={row} />
            <b title={row.name}>{row.name}</b>
            <span className={styles.words} title={`${row.summary}\n${whereOf(row, nameOfSource)}`}>
              {row.instance || nameOfSource(row.source)} · {row.summary}
            </span>
            <span className={styles.value} title={row.limit}>
              {row.value === undefined ? "—" : shortValue(row.value)}
            </span>
            <span className={styles.since}>{row.since === undefined ? "—" : <Age at={row.since} style="span" />}</span>
            <Told told={row.told} />
          </div>
        );
      })}
    </div>
  );
}

/** Whether the user was told, as a mark; the words are its tooltip. */
function Told({ told }: { told: string }) {
  if (told === "") return <span />;
  const Icon = told.startsWith("notified") ? Bell : BellOff;
  return (
    <span className={styles.told} title={told}>
      <Icon size={13} role="img" aria-label={told} />
    </span>
  );
}
