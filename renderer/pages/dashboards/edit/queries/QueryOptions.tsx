import { ChevronRight } from "lucide-react";
import type { Panel } from "#shared/dashboards/panel";
import { formatDuration } from "#shared/format/duration";
import { Field } from "../../../../components/Field";
import { NumberInput } from "../../../../components/NumberInput";
import { Switch } from "../../../../components/Switch";
import { TextInput } from "../../../../components/TextInput";
import type { PanelRun } from "../../run/use-panel-data";
import type { EditedPanel } from "../panel-editor/edited-panel";
import styles from "./Queries.module.css";

type Options = Panel["queryOptions"];

/** What holds for all queries of the panel: how many points, and a time range of its own. */
export function QueryOptions({ edited: { panel, change }, run }: { edited: EditedPanel; run: PanelRun }) {
  const { queryOptions: options } = panel;
  const put = <K extends keyof Options>(key: K, value: Options[K] | undefined) =>
    change(
      "Change the query options",
      (was) => {
        const { [key]: _, ...rest } = was.queryOptions;
        return { ...was, queryOptions: value === undefined || value === "" ? rest : { ...rest, [key]: value } };
      },
      `query options ${key}`,
    );
  const text = (value: string | undefined) => value ?? "";
  return (
    <details className={styles.options}>
      <summary>
        <ChevronRight size={14} aria-hidden />
        Query options
        <span>{summaryOf(options, run)}</span>
      </summary>
      <div className={styles.settings}>
        <Field label="Max points" hint="Empty: as many as the panel is wide.">
          <NumberInput
            className={styles.short ?? ""}
            min={1}
            max={11_000}
            placeholder="Width"
            value={options.maxDataPoints}
            onChange={(count) => put("maxDataPoints", count === undefined ? undefined : Math.round(count))}
          />
        </Field>
        <Field label="Min interval" hint="Points are never closer: 15s.">
          <TextInput className={styles.short} value={text(options.minInterval)} onChange={(next) => put("minInterval", next)} />
        </Field>
        <Field label="Relative time" hint="A range of its own: 6h.">
          <TextInput className={styles.short} value={text(options.timeFrom)} onChange={(next) => put("timeFrom", next)} />
        </Field>
        <Field label="Time shift" hint="So much earlier: 1d.">
          <TextInput className={styles.short} value={text(options.timeShift)} onChange={(next) => put("timeShift", next)} />
        </Field>
        <Switch
          label="Do not say so at the panel"
          isOn={options.hideTimeOverride === true}
          onChange={(isHidden) => put("hideTimeOverride", isHidden || undefined)}
        />
      </div>
    </details>
  );
}

function summaryOf(options: Options, { plan }: PanelRun): string {
  const step = plan.queries[0]?.stepMs;
  const parts = [
    options.maxDataPoints !== undefined && `at most ${options.maxDataPoints} points`,
    step !== undefined && `every ${formatDuration(step)}`,
    options.timeFrom !== undefined && `last ${options.timeFrom}`,
    options.timeShift !== undefined && `${options.timeShift} earlier`,
  ];
  return parts.filter(Boolean).join(" · ");
}
