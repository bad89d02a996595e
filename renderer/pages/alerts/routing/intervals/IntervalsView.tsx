import { CalendarClock, CircleAlert, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { describeInterval } from "#shared/alerting/interval-text";
import { isInInterval } from "#shared/alerting/time-intervals";
import type { RoutingConfig, TimeInterval } from "#shared/model/routing";
import { Button } from "../../../../components/Button";
import { Card } from "../../../../components/Card";
import { EmptyState } from "../../../../components/EmptyState";
import { Field } from "../../../../components/Field";
import { useNow } from "../../../../components/now";
import { TextInput } from "../../../../components/TextInput";
import { visibleText } from "../../../../components/visible-text";
import type { ProblemsByPlace } from "../problems";
import { changeInterval, countUses, newInterval, removeInterval } from "./change-intervals";
import styles from "./Intervals.module.css";
import { PartEditor } from "./PartEditor";
import { WeekStrip } from "./WeekStrip";

interface Props {
  config: RoutingConfig;
  problems: ProblemsByPlace;
  onChange(config: RoutingConfig, topic?: string): void;
}

/** The named times in which routes are quiet, or the only ones in which they tell. */
export function IntervalsView({ config, problems, onChange }: Props) {
  const [chosen, setChosen] = useState(0);
  const now = useNow();
  const { timeIntervals } = config;
  const index = Math.min(chosen, timeIntervals.length - 1);
  const interval = timeIntervals[index];

  function add(): void {
    onChange({ ...config, timeIntervals: [...timeIntervals, newInterval(timeIntervals)] });
    setChosen(timeIntervals.length);
  }

  const addButton = (
    <Button icon={Plus} onClick={add}>
      New time interval
    </Button>
  );
  if (!interval) {
    return (
      <Card>
        <EmptyState icon={CalendarClock} title="No time intervals" action={addButton}>
          Name the nights, the weekends or the hours of a team here; then choose in a route when it is quiet, or when alone it
          tells.
        </EmptyState>
      </Card>
    );
  }
  return (
    <div className={styles.view}>
      <Card isFlush title="Time intervals">
        <ul className={styles.list} aria-label="Time intervals">
          {timeIntervals.map((each, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: while it is typed, two may have the same name
            <li key={at}>
              <button
                type="button"
                className={styles.choice}
                aria-current={at === index || undefined}
                onClick={() => setChosen(at)}
              >
                <span className={styles.name}>
                  {problems.intervals.has(at) && <CircleAlert size={13} aria-label="has a mistake" />}
                  {visibleText(each.name) || "no name yet"}
                  {isInInterval(each, now) && <span className={styles.applies}>applies now</span>}
                </span>
                <span className={styles.words}>{visibleText(describeInterval(each))}</span>
              </button>
            </li>
          ))}
        </ul>
        <div className={styles.add}>{addButton}</div>
      </Card>
      <Card className={styles.detail}>
        <IntervalEditor
          key={index}
          interval={interval}
          uses={countUses(config.route, interval.name)}
          problems={(problems.intervals.get(index) ?? []).map(({ say }) => say)}
          onChange={(next, topic) => onChange(changeInterval(config, index, next), `interval ${index} ${topic}`)}
          onRemove={() => onChange(removeInterval(config, index))}
        />
        <WeekStrip interval={interval} now={now} />
      </Card>
    </div>
  );
}

interface EditorProps {
  interval: TimeInterval;
  uses: number;
  problems: readonly string[];
  onChange(interval: TimeInterval, topic: string): void;
  onRemove(): void;
}

function IntervalEditor({ interval, uses, problems, onChange, onRemove }: EditorProps) {
  const { parts } = interval;
  return (
    <div className={styles.editor}>
      <div className={styles.nameRow}>
        <Field
          label="Name"
          hint={uses === 0 ? "No route names it yet." : uses === 1 ? "One route names it." : `${uses} routes name it.`}
          {...(problems.length > 0 && { error: problems.join(" ") })}
        >
          <TextInput value={interval.name} maxLength={200} onChange={(name) => onChange({ ...interval, name }, "name")} />
        </Field>
        <Button kind="danger" icon={Trash2} onClick={onRemove}>
          Remove
        </Button>
      </div>
      {parts.map((part, at) => (
        <PartEditor
          // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place; it has no name of its own
          key={at}
          part={part}
          onChange={(next) => onChange({ ...interval, parts: parts.with(at, next) }, `part ${at}`)}
          onRemove={parts.length > 1 ? () => onChange({ ...interval, parts: parts.toSpliced(at, 1) }, "parts") : undefined}
        />
      ))}
      <Button
        size="small"
        icon={Plus}
        className={styles.addTime}
        onClick={() => onChange({ ...interval, parts: [...parts, { location: "Local" }] }, "parts")}
      >
        Or at other times too
      </Button>
    </div>
  );
}
