import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useId, useMemo, useRef, useState } from "react";
import type { LogsOptions } from "#shared/dashboards/options/logs";
import { EmptyState } from "../../components/EmptyState";
import { movedTo } from "../../components/table-order";
import type { PanelViewProps } from "../panel";
import { LogRow } from "./LogRow";
import styles from "./Logs.module.css";
import { linesOf } from "./log-lines";
import { timeWriter } from "./log-times";

const lineHeight = 19;

/** Lines with their time and level, of which only those in sight are in the page. */
export function LogsView({ title, options, data, timeZone }: PanelViewProps<LogsOptions>) {
  const { sortOrder, dedupStrategy } = options;
  const lines = useMemo(() => linesOf(data.frames, { sortOrder, dedupStrategy }), [data.frames, sortOrder, dedupStrategy]);
  const writeTime = useMemo(() => timeWriter(lines, timeZone), [lines, timeZone]);
  const [chosen, setChosen] = useState(-1);
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const list = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => lineHeight,
    getItemKey: (index) => lines[index]?.key ?? index,
    overscan: 12,
  });
  if (lines.length === 0) {
    return <EmptyState title="No lines">The answer has no column of texts, which is what lines of a log are.</EmptyState>;
  }

  function toggle(index: number): void {
    const key = lines[index]?.key;
    setChosen(index);
    if (key === undefined || !options.enableLogDetails) return;
    setOpened((was) => {
      const next = new Set(was);
      if (!next.delete(key)) next.add(key);
      return next;
    });
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" && chosen >= 0) toggle(chosen);
    const index = movedTo(event.key, chosen, lines.length, 20);
    if (index === undefined) return;
    event.preventDefault();
    setChosen(index);
    list.scrollToIndex(index, { align: "auto" });
  }

  return (
    <div
      ref={scroller}
      role="listbox"
      tabIndex={0}
      aria-label={`${title}: ${lines.length} lines`}
      aria-activedescendant={chosen >= 0 ? `${id}-${chosen}` : undefined}
      className={styles.scroller}
      onKeyDown={onKeyDown}
    >
      <div className={styles.lines} style={{ height: list.getTotalSize() }}>
        {list.getVirtualItems().map(({ index, key, start }) => {
          const line = lines[index];
          if (!line) return null;
          return (
            <div
              key={key}
              ref={list.measureElement}
              data-index={index}
              className={styles.place}
              style={{ transform: `translateY(${start}px)` }}
            >
              <LogRow
                id={`${id}-${index}`}
                line={line}
                options={options}
                timeZone={timeZone}
                writeTime={writeTime}
                isChosen={index === chosen}
                isOpen={opened.has(line.key)}
                onClick={() => toggle(index)}
              />
            </div>
          );
        })}
      </div>
    </div>
  );
}
