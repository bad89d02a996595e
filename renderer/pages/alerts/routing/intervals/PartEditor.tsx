import { Trash2 } from "lucide-react";
import { useState } from "react";
import {
  describePart,
  formatDaysOfMonth,
  formatYears,
  monthNames,
  parseDaysOfMonth,
  parseYears,
  weekdayNames,
} from "#shared/alerting/interval-text";
import type { TimeIntervalPart } from "#shared/model/routing";
import { Button } from "../../../../components/Button";
import { Field } from "../../../../components/Field";
import { IconButton } from "../../../../components/IconButton";
import { SearchPicker } from "../../../../components/SearchPicker";
import styles from "./Intervals.module.css";
import { RangesField } from "./RangesField";
import { TimesField } from "./TimesField";
import { Toggles } from "./Toggles";

interface Props {
  part: TimeIntervalPart;
  onChange(part: TimeIntervalPart): void;
  /** Absent for the only one. */
  onRemove: (() => void) | undefined;
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
const choicesOf = (names: readonly string[], first: number) =>
  names.map((name, index) => ({ value: index + first, label: capital(name.slice(0, 3)), name: capital(name) }));

const sunday = choicesOf(weekdayNames, 0);
// The week of most people begins on Monday; the file's begins on Sunday.
const weekdays = [...sunday.slice(1), ...sunday.slice(0, 1)];
const months = choicesOf(monthNames, 1);

const zones = () => [
  { value: "Local", label: "This machine's time" },
  { value: "UTC", label: "UTC" },
  ...Intl.supportedValuesOf("timeZone").map((zone) => ({ value: zone, label: zone })),
];

/** One part of a time interval: all that is said in it has to hold. */
export function PartEditor({ part, onChange, onRemove }: Props) {
  const [isFull, setFull] = useState(part.daysOfMonth !== undefined || part.months !== undefined || part.years !== undefined);

  /** Undefined takes it away: a part that says nothing restricts nothing. */
  function set<Name extends keyof TimeIntervalPart>(name: Name, value: TimeIntervalPart[Name]): void {
    const next = { ...part, [name]: value };
    if (value === undefined) delete next[name];
    onChange(next);
  }

  return (
    <div className={styles.part}>
      <div className={styles.partHead}>
        <p>{describePart(part)}</p>
        {onRemove && <IconButton icon={Trash2} label="Remove this part" onClick={onRemove} />}
      </div>
      <Toggles
        label="Weekdays"
        all="Every day."
        choices={weekdays}
        ranges={part.weekdays}
        onChange={(ranges) => set("weekdays", ranges)}
      />
      <TimesField ranges={part.times} onChange={(ranges) => set("times", ranges)} />
      <Field label="Time zone">
        <SearchPicker
          value={part.location ?? "UTC"}
          options={zones()}
          onChange={(zone) => set("location", zone === "UTC" ? undefined : zone)}
        />
      </Field>
      {isFull ? (
        <>
          <RangesField
            label="Days of the month"
            hint="1:7 is the first week, -1 the last day. Empty: every day."
            placeholder="1:7, -1"
            ranges={part.daysOfMonth}
            read={parseDaysOfMonth}
            write={formatDaysOfMonth}
            onChange={(ranges) => set("daysOfMonth", ranges)}
          />
          <Toggles
            label="Months"
            all="Every month."
            choices={months}
            ranges={part.months}
            onChange={(ranges) => set("months", ranges)}
          />
          <RangesField
            label="Years"
            hint="Empty: every year."
            placeholder="2026:2027"
            ranges={part.years}
            read={parseYears}
            write={formatYears}
            onChange={(ranges) => set("years", ranges)}
          />
        </>
      ) : (
        <Button kind="quiet" size="small" className={styles.addTime} onClick={() => setFull(true)}>
          Days of the month, months, years…
        </Button>
      )}
    </div>
  );
}
