import { Clock } from "lucide-react";
import { Popover } from "radix-ui";
import { useEffect, useState } from "react";
import { readMoment } from "#shared/dashboards/time/moment";
import { quickRanges, rangeWords, type TimeRange, whyNotRange } from "#shared/dashboards/time/time-range";
import { Button } from "../../../components/Button";
import { Field } from "../../../components/Field";
import { Select } from "../../../components/Select";
import { TextInput } from "../../../components/TextInput";
import type { RunTime } from "../run/use-run-time";
import { readRecent, rememberRange } from "./recent-ranges";
import styles from "./Time.module.css";
import { zoneChoices } from "./zones";

interface Props {
  time: RunTime;
  /** Of the dashboard's file. */
  ownTimeZone: string;
  onRange(range: TimeRange): void;
  /** Undefined: the dashboard's own. */
  onTimeZone(timeZone: string | undefined): void;
}

/** The stretch of time: a usual one by a click, or any by typing it. */
export function RangePicker({ time, ownTimeZone, onRange, onTimeZone }: Props) {
  const [isOpen, setOpen] = useState(false);
  const { rawRange, timeZone } = time;
  const words = rangeWords(rawRange, timeZone);

  // The page's key for it; what it opens is here.
  useEffect(() => {
    const open = () => setOpen(true);
    window.addEventListener(openRangeEvent, open);
    return () => window.removeEventListener(openRangeEvent, open);
  }, []);

  function choose(range: TimeRange): void {
    onRange(range);
    setOpen(false);
  }

  return (
    <Popover.Root open={isOpen} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <Button icon={Clock} aria-label={`Time range: ${words}`} aria-keyshortcuts="t">
          <span className={styles.words} title={words}>
            {words}
          </span>
          {timeZone !== "browser" && <span className={styles.zone}>{zoneName(timeZone)}</span>}
        </Button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className={styles.picker} align="end" sideOffset={4} collisionPadding={8} aria-label="Time range">
          <TypedRange time={time} onRange={choose} />
          <div className={styles.quick} role="listbox" aria-label="Usual ranges">
            {quickRanges.map(({ from, to, label }) => {
              const isChosen = from === rawRange.from && to === rawRange.to;
              return (
                <button
                  key={label}
                  type="button"
                  role="option"
                  aria-selected={isChosen}
                  className={styles.option}
                  onClick={() => choose({ from, to })}
                >
                  {label}
                </button>
              );
            })}
          </div>
          <div className={styles.zones}>
            <Field label="Time zone">
              <Select
                value={timeZone}
                onChange={(zone) => onTimeZone(zone === ownTimeZone ? undefined : zone)}
                options={zoneChoices(ownTimeZone, timeZone)}
              />
            </Field>
          </div>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

export const openRangeEvent = "watchdeck:open-range";

const zoneName = (timeZone: string) => (timeZone === "utc" ? "UTC" : timeZone.split("/").at(-1)?.replaceAll("_", " "));

function TypedRange({ time, onRange }: { time: RunTime; onRange(range: TimeRange): void }) {
  const [typed, setTyped] = useState(() => written(time.rawRange));
  const [recent] = useState(() => readRecent(localStorage));
  const why = whyNotRange(typed, time.context());
  const isFromWrong = why !== undefined && !readMoment(typed.from, { ...time.context(), isEnd: false }).ok;
  const submit = () => {
    if (why !== undefined) return;
    rememberRange(localStorage, typed);
    onRange(typed);
  };
  return (
    <form
      className={styles.typed}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Field label="From" hint="2026-11-21 08:00, now-6h, now/d, boot" {...(isFromWrong && { error: why })}>
        <TextInput value={typed.from} onChange={(from) => setTyped({ ...typed, from })} isMono spellCheck={false} autoFocus />
      </Field>
      <Field label="To" {...(why !== undefined && !isFromWrong && { error: why })}>
        <TextInput value={typed.to} onChange={(to) => setTyped({ ...typed, to })} isMono spellCheck={false} />
      </Field>
      <Button kind="primary" type="submit" disabled={why !== undefined}>
        Show
      </Button>
      {recent.length > 0 && (
        <div className={styles.recent}>
          <h3>Lately</h3>
          {recent.map((range) => (
            <button key={`${range.from} ${range.to}`} type="button" className={styles.option} onClick={() => onRange(range)}>
              {rangeWords(range, time.timeZone)}
            </button>
          ))}
        </div>
      )}
    </form>
  );
}

/** An instant that a link or a zoom has left stands as people write it. */
function written({ from, to }: TimeRange): TimeRange {
  return { from: readable(from), to: readable(to) };
}

const readable = (text: string): string => {
  const at = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text) ? Date.parse(text) : /^\d{12,14}$/.test(text) ? Number(text) : Number.NaN;
  return Number.isNaN(at) ? text : new Date(at).toISOString();
};
