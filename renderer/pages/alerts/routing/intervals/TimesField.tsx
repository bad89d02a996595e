import { Plus, X } from "lucide-react";
import { useState } from "react";
import type { Range } from "#shared/alerting/interval-text";
import { Button } from "../../../../components/Button";
import { Field } from "../../../../components/Field";
import { IconButton } from "../../../../components/IconButton";
import { TextInput } from "../../../../components/TextInput";
import styles from "./Intervals.module.css";
import { goesOverMidnight, rangesOfTyped, type TypedRange, typedOf } from "./time-ranges";

interface Props {
  ranges: readonly Range[] | undefined;
  onChange(ranges: Range[] | undefined): void;
}

/** Times of the day, each from when until when. */
export function TimesField({ ranges, onChange }: Props) {
  const rows = ranges ?? [];
  const put = (next: Range[]) => onChange(next.length === 0 ? undefined : next);
  const hint =
    ranges === undefined
      ? "The whole day."
      : goesOverMidnight(ranges)
        ? "Over midnight takes two ranges; the hours after it belong to the next weekday."
        : undefined;
  return (
    <Field label="Times" isGroup hint={hint}>
      {rows.map((range, index) => (
        <TimeRow
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place and what stands there: another range in it is another row
          key={`${index} ${range.from} ${range.to}`}
          range={range}
          onChange={(next) => put(rows.toSpliced(index, 1, ...next))}
          onRemove={() => put(rows.toSpliced(index, 1))}
        />
      ))}
      <Button size="small" icon={Plus} className={styles.addTime} onClick={() => put([...rows, { from: 540, to: 1020 }])}>
        Add times
      </Button>
    </Field>
  );
}

interface TimeRowProps {
  range: Range;
  onChange(ranges: Range[]): void;
  onRemove(): void;
}

function TimeRow({ range, onChange, onRemove }: TimeRowProps) {
  const [typed, setTyped] = useState<TypedRange>(() => typedOf(range));
  const [isWrong, setWrong] = useState(false);

  // On leaving the field: while typing, `1` would be one o'clock on the way to `17:00`.
  function take(): void {
    const next = rangesOfTyped(typed);
    setWrong(next === undefined);
    if (next && JSON.stringify(next) !== JSON.stringify([range])) onChange(next);
    else if (next) setTyped(typedOf(range));
  }

  return (
    <div>
      <div className={styles.time}>
        {(["from", "to"] as const).map((end) => (
          <TextInput
            key={end}
            aria-label={end === "from" ? "From" : "Until"}
            aria-invalid={isWrong || undefined}
            value={typed[end]}
            onChange={(text) => setTyped((was) => ({ ...was, [end]: text }))}
            onBlur={take}
            onKeyDown={({ key }) => key === "Enter" && take()}
          />
        ))}
        <IconButton icon={X} label="Remove these times" onClick={onRemove} />
      </div>
      {isWrong && <p className={styles.wrong}>Two times of day such as 22:00 and 06:00.</p>}
    </div>
  );
}
