import { useState } from "react";
import { type Dashboard, refreshChoices, type TimeSettings } from "#shared/dashboards/dashboard";
import { parseInterval } from "#shared/dashboards/queries/interval";
import { quickRanges, whyNotRange } from "#shared/dashboards/time/time-range";
import { Field } from "../../../../components/Field";
import { Select } from "../../../../components/Select";
import { Switch } from "../../../../components/Switch";
import { TextArea } from "../../../../components/TextArea";
import { TextInput } from "../../../../components/TextInput";
import { refreshNames } from "../../time/refresh-names";
import { zoneChoices } from "../../time/zones";
import { SourceSelect } from "../queries/SourceSelect";
import { setDashboard } from "./change-dashboard";
import { FolderField } from "./FolderField";
import styles from "./Settings.module.css";

/** Radix takes no empty text. */
const none = "\u0000none";

/** Its name, its place, and how it opens. */
export function GeneralSettings({ dashboard }: { dashboard: Dashboard }) {
  const { time } = dashboard;
  const put = (part: Partial<TimeSettings>, label: string) => setDashboard("time", { ...time, ...part }, label);
  return (
    <div className={styles.form}>
      <Field label="Title" {...(dashboard.title.trim() === "" && { error: "A dashboard needs a title." })}>
        <TitleInput title={dashboard.title} />
      </Field>
      <FolderField />
      <Field label="Description">
        <TextArea
          rows={2}
          value={dashboard.description}
          onChange={(description) => setDashboard("description", description, "Change the description")}
        />
      </Field>
      <Field label="Tags" hint="With commas between them.">
        <TagsInput tags={dashboard.tags} />
      </Field>
      <Field label="Source" hint="Answers the queries that name none.">
        <SourceSelect
          value={dashboard.source}
          usual="The one of the top bar"
          variables={dashboard.variables}
          onChange={(source) => setDashboard("source", source, "Change the source of the dashboard")}
        />
      </Field>
      <RangeFields time={time} onChange={put} />
      <Field label="Refresh">
        <Select
          value={time.refresh || none}
          onChange={(refresh) => put({ refresh: refresh === none ? "" : refresh }, "Change the refresh")}
          options={withOwn(
            refreshChoices.map((choice) => ({ value: choice || none, label: refreshNames[choice] })),
            time.refresh,
          )}
        />
      </Field>
      <Field label="Time zone">
        <Select
          value={time.timeZone}
          onChange={(timeZone) => put({ timeZone }, "Change the time zone")}
          options={zoneChoices("browser", time.timeZone)}
        />
      </Field>
      <Field label="Week begins on">
        <Select
          value={time.weekStart || none}
          onChange={(weekStart) =>
            put({ weekStart: weekStart === none ? "" : (weekStart as TimeSettings["weekStart"]) }, "Change the week")
          }
          options={[
            { value: none, label: "Monday, unless said otherwise" },
            { value: "monday", label: "Monday" },
            { value: "sunday", label: "Sunday" },
            { value: "saturday", label: "Saturday" },
          ]}
        />
      </Field>
      <Field
        label="Behind now"
        hint="For data that comes late: 1m."
        {...(time.nowDelay !== "" &&
          parseInterval(time.nowDelay) === undefined && { error: "Expected a length of time such as 30s or 1m." })}
      >
        <TextInput value={time.nowDelay} onChange={(nowDelay) => put({ nowDelay }, "Change the delay")} />
      </Field>
      <Field label="Charts share">
        <Select<Dashboard["cursorSync"]>
          value={dashboard.cursorSync}
          onChange={(cursorSync) => setDashboard("cursorSync", cursorSync, "Change what charts share")}
          options={[
            { value: "off", label: "Nothing" },
            { value: "crosshair", label: "Their cursor" },
            { value: "tooltip", label: "Cursor and tooltips" },
          ]}
        />
      </Field>
      <div className={styles.switches}>
        <Switch
          label="Can be edited"
          hint="Off keeps it from being changed by mistake."
          isOn={dashboard.isEditable}
          onChange={(isEditable) => setDashboard("isEditable", isEditable, "Change whether it can be edited")}
        />
        <Switch
          label="Without time controls"
          isOn={time.hideTimePicker}
          onChange={(hideTimePicker) => put({ hideTimePicker }, "Change the time controls")}
        />
      </div>
    </div>
  );
}

/** One that is empty on its way to another is not taken over. */
function TitleInput({ title }: { title: string }) {
  const [isEmpty, setEmpty] = useState(false);
  return (
    <TextInput
      value={isEmpty ? "" : title}
      maxLength={500}
      placeholder={title}
      onChange={(next) => {
        setEmpty(next.trim() === "");
        if (next.trim() !== "") setDashboard("title", next, "Rename the dashboard");
      }}
      onBlur={() => setEmpty(false)}
    />
  );
}

const tagsIn = (text: string): string[] => [
  ...new Set(
    text
      .split(",")
      .map((tag) => tag.trim())
      .filter((tag) => tag !== ""),
  ),
];

/** The text is the writer's own: a comma on its way to the next word stays. */
function TagsInput({ tags }: { tags: readonly string[] }) {
  const [text, setText] = useState(tags.join(", "));
  return (
    <TextInput
      value={tagsIn(text).join() === tags.join() ? text : tags.join(", ")}
      placeholder="linux, web"
      onChange={(next) => {
        setText(next);
        setDashboard("tags", tagsIn(next), "Change the tags");
      }}
    />
  );
}

/** From when to when it shows what it shows, until somebody chooses otherwise. */
function RangeFields({ time, onChange }: { time: TimeSettings; onChange(part: Partial<TimeSettings>, label: string): void }) {
  const [typed, setTyped] = useState<{ from: string; to: string }>();
  const shown = typed ?? time;
  const why = whyNotRange(shown, { now: Date.now(), bootedAt: 0, timeZone: "browser" });
  const put = (part: Partial<{ from: string; to: string }>) => {
    const next = { from: shown.from, to: shown.to, ...part };
    const isRight = whyNotRange(next, { now: Date.now(), bootedAt: 0, timeZone: "browser" }) === undefined;
    setTyped(isRight ? undefined : next);
    if (isRight) onChange(next, "Change the time range");
  };
  return (
    <Field label="Opens with the time range" isGroup {...(why !== undefined && { error: why })}>
      <div className={styles.line}>
        <TextInput
          aria-label="From"
          placeholder="now-6h"
          list="dashboard-ranges"
          value={shown.from}
          onChange={(from) => put({ from })}
        />
        <TextInput aria-label="To" placeholder="now" value={shown.to} onChange={(to) => put({ to })} />
        <datalist id="dashboard-ranges">
          {quickRanges.map(({ from, label }) => (
            <option key={label} value={from}>
              {label}
            </option>
          ))}
        </datalist>
      </div>
    </Field>
  );
}

/** The options with a value among them that a file may have and nobody offers. */
const withOwn = (options: { value: string; label: string }[], value: string) =>
  value === "" || options.some((option) => option.value === value) ? options : [...options, { value, label: `Every ${value}` }];
