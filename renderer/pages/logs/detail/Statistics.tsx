import { type ReactNode, useEffect, useRef } from "react";
import { formatCount } from "#shared/format/count";
import { percent } from "#shared/format/quantity";
import { Skeleton } from "../../../components/Skeleton";
import { shownInLine } from "../../../components/shown-text";
import type { FieldCount } from "./count-lines";
import type { DetailRow } from "./detail-rows";
import type { LoadedLines } from "./lines";
import styles from "./Statistics.module.css";
import { longestValue } from "./statistics";
import { useFieldCount } from "./use-field-count";

interface Props {
  row: DetailRow;
  lines: LoadedLines;
  /** Only the lines with that value; absent where no filter can say so. */
  onPick?: ((value: string) => void) | undefined;
  /** Beside its title: what can be done with the field. */
  actions: ReactNode;
}

/** What values a field has over the lines that are loaded. */
export function Statistics({ row, lines, onPick, actions }: Props) {
  const count = useFieldCount(lines, row);
  const name = shownInLine(row.name);
  const section = useRef<HTMLElement>(null);
  const isCounted = count !== undefined;
  // Opened at the pane's lower edge they would be out of sight.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it grows once the figures are there
  useEffect(() => {
    section.current?.scrollIntoView({ block: "nearest" });
  }, [isCounted]);
  return (
    <section ref={section} className={styles.statistics} aria-label={`${name} in these results`}>
      <div className={styles.head}>
        <h4 className={styles.title}>In these results</h4>
        {actions}
      </div>
      {count ? <Figures count={count} onPick={onPick} /> : <Skeleton height={14} lines={4} />}
    </section>
  );
}

function Figures({ count, onPick }: { count: FieldCount; onPick: Props["onPick"] }) {
  const { statistics } = count;
  const { top, others, distinct, isDistinctCut, numbers } = statistics;
  const withIt = statistics.lines - statistics.without;
  return (
    <>
      {numbers && (
        <p className={styles.numbers}>
          least <b>{numbers.least}</b> · median <b>{numbers.median}</b> · most <b>{numbers.most}</b>
        </p>
      )}
      <ol className={styles.bars}>
        {top.map(({ value, count: lines }) => (
          <Bar key={value} value={value} lines={lines} of={withIt} onPick={onPick} />
        ))}
        {others > 0 && (
          <li className={styles.bar}>
            <span className={styles.other}>{isDistinctCut ? "others" : `other ${formatCount(distinct - top.length)}`}</span>
            <Share lines={others} of={withIt} />
          </li>
        )}
      </ol>
      <p className={styles.told} role="status">
        {coverage(count)}
      </p>
    </>
  );
}

interface BarProps {
  value: string;
  lines: number;
  of: number;
  onPick: Props["onPick"];
}

function Bar({ value, lines, of, onPick }: BarProps) {
  const text = value === "" ? "(empty)" : shownInLine(value);
  return (
    <li className={styles.bar}>
      {onPick && value.length <= longestValue ? (
        <button type="button" className={styles.value} title={`Only lines with ${text}`} onClick={() => onPick(value)}>
          {text}
        </button>
      ) : (
        <span className={styles.value} title={text}>
          {text}
        </span>
      )}
      <Share lines={lines} of={of} />
    </li>
  );
}

function Share({ lines, of }: { lines: number; of: number }) {
  const share = of === 0 ? 0 : (lines / of) * 100;
  return (
    <>
      <span className={styles.track} aria-hidden>
        <span className={styles.filled} style={{ width: `${share}%` }} />
      </span>
      <span className={styles.share} title={`${formatCount(lines)} lines`}>
        {share > 0 && share < 0.1 ? "< 0.1" : share === 100 ? "100" : percent(share)}%
      </span>
    </>
  );
}

/** `in 512 of 20,000 lines (of 100,000; the others are being counted) · 14 values`. */
function coverage({ statistics, total, isDone }: FieldCount): string {
  const { lines, without, distinct, isDistinctCut } = statistics;
  const values = `${isDistinctCut ? "more than " : ""}${formatCount(distinct)} ${distinct === 1 ? "value" : "values"}`;
  const rest = isDone || lines >= total ? "" : ` (of ${formatCount(total)}; still counting)`;
  const lacking = without === 0 ? "" : ` · ${formatCount(without)} without it`;
  return `${values} in ${formatCount(lines)} ${lines === 1 ? "line" : "lines"}${rest}${lacking}`;
}
