import { useState } from "react";
import type { QuietHours } from "#shared/model/do-not-disturb";
import { Switch } from "../../components/Switch";
import { TextInput } from "../../components/TextInput";
import styles from "./Settings.module.css";

interface Props {
  quietHours: QuietHours;
  onChange(quietHours: QuietHours): void;
}

/** Monday first, as most calendars have it; the number is JavaScript's. */
const days = [
  { day: 1, short: "Mo", name: "Monday" },
  { day: 2, short: "Tu", name: "Tuesday" },
  { day: 3, short: "We", name: "Wednesday" },
  { day: 4, short: "Th", name: "Thursday" },
  { day: 5, short: "Fr", name: "Friday" },
  { day: 6, short: "Sa", name: "Saturday" },
  { day: 0, short: "Su", name: "Sunday" },
] as const;

/** From when to when, and on which days, nobody is to be disturbed. */
export function QuietHoursLine({ quietHours, onChange }: Props) {
  const { isOn, fromMinute, toMinute, weekdays } = quietHours;
  const toggle = (day: number) => {
    const next = weekdays.includes(day) ? weekdays.filter((each) => each !== day) : [...weekdays, day].sort();
    onChange({ ...quietHours, weekdays: next });
  };
  return (
    <div className={styles.quietHours}>
      <Switch
        label="Quiet hours"
        hint={isOn ? quietHoursWords(quietHours) : "As do-not-disturb, at the same hours again and again."}
        isOn={isOn}
        onChange={(next) => onChange({ ...quietHours, isOn: next })}
      />
      {isOn && (
        <div className={styles.quietTimes}>
          <TimeInput
            label="Quiet from"
            minute={fromMinute}
            onChange={(minute) => onChange({ ...quietHours, fromMinute: minute })}
          />
          <span>to</span>
          <TimeInput label="Quiet to" minute={toMinute} onChange={(minute) => onChange({ ...quietHours, toMinute: minute })} />
          {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would put its legend in a line of its own */}
          <div role="group" aria-label="Days on which quiet hours begin" className={styles.days}>
            {days.map(({ day, short, name }) => (
              <button
                key={day}
                type="button"
                className={styles.day}
                aria-pressed={weekdays.includes(day)}
                aria-label={name}
                title={name}
                onClick={() => toggle(day)}
              >
                {short}
              </button>
            ))}
          </div>
        </div>
      )}
    </div>
  );
}

interface TimeInputProps {
  label: string;
  minute: number;
  onChange(minute: number): void;
}

/** 24 hours, as all times of the console; the browser's own input writes them as its language does. */
function TimeInput({ label, minute, onChange }: TimeInputProps) {
  const [text, setText] = useState(timeText(minute));
  const isWrong = minuteOf(text) === undefined;
  return (
    <TextInput
      aria-label={label}
      aria-invalid={isWrong || undefined}
      title={isWrong ? "A time from 00:00 to 23:59" : undefined}
      inputMode="numeric"
      className={styles.time}
      value={text}
      onChange={(next) => {
        setText(next);
        const read = minuteOf(next);
        if (read !== undefined) onChange(read);
      }}
      onBlur={() => setText(timeText(minute))}
    />
  );
}

const two = (value: number) => String(value).padStart(2, "0");
const timeText = (minute: number): string => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;

function minuteOf(text: string): number | undefined {
  const parts = /^\s*([01]?\d|2[0-3]):([0-5]\d)\s*$/.exec(text);
  return parts ? Number(parts[1]) * 60 + Number(parts[2]) : undefined;
}

function quietHoursWords({ fromMinute, toMinute, weekdays }: QuietHours): string {
  if (weekdays.length === 0) return "On no day: choose those on which they begin.";
  const next = toMinute <= fromMinute ? " of the next day" : "";
  const when = weekdays.length === 7 ? "Every day" : "On the chosen days";
  return `${when} from ${timeText(fromMinute)} to ${timeText(toMinute)}${next}.`;
}
