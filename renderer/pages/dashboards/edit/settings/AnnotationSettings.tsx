import { type AnnotationQuery, annotationQuerySchema, type Dashboard } from "#shared/dashboards/dashboard";
import { Field } from "../../../../components/Field";
import { Select } from "../../../../components/Select";
import { Switch } from "../../../../components/Switch";
import { TextInput } from "../../../../components/TextInput";
import { useOpenDashboard } from "../../store";
import { ColourPicker } from "../controls/ColourPicker";
import { PatientInput } from "../controls/PatientInput";
import { SourceSelect } from "../queries/SourceSelect";
import { EntryList } from "./EntryList";
import styles from "./Settings.module.css";

const kinds = [
  { value: "query", label: "A query" },
  { value: "alerts", label: "Alerts of this console" },
  { value: "manual", label: "Notes made by hand" },
] as const;

/** What is marked on the time axis of all charts. */
export function AnnotationSettings({ dashboard }: { dashboard: Dashboard }) {
  return (
    <EntryList<AnnotationQuery>
      what="annotation"
      entries={dashboard.annotations}
      onChange={(annotations, label, field) =>
        useOpenDashboard.getState().change(label, (was) => ({ ...was, annotations }), field === undefined ? {} : { field })
      }
      titleOf={({ name }) => name || "New annotation"}
      aboutOf={({ kind, expr }) => (kind === "query" ? expr : (kinds.find((each) => each.value === kind)?.label ?? kind))}
      makeNew={() => annotationQuerySchema.parse({ name: `Annotation ${dashboard.annotations.length + 1}` })}
      emptyWords="Annotations mark moments on all charts: deployments, restarts, alerts that fired."
    >
      {(annotation, put) => (
        <>
          <div className={styles.form}>
            <Field label="Name">
              <TextInput value={annotation.name} onChange={(name) => put({ ...annotation, name })} />
            </Field>
            <Field label="Marks">
              <Select<AnnotationQuery["kind"]>
                value={annotation.kind}
                onChange={(kind) => put({ ...annotation, kind })}
                options={kinds}
              />
            </Field>
            <Field label="Colour" isGroup>
              <ColourPicker label="Colour" value={annotation.color} onChange={(color) => put({ ...annotation, color })} />
            </Field>
          </div>
          {annotation.kind === "query" && (
            <div className={styles.form}>
              <Field label="Source">
                <SourceSelect
                  value={annotation.source}
                  variables={dashboard.variables}
                  onChange={(source) => put({ ...annotation, source })}
                />
              </Field>
              <Field label="Least step">
                <PatientInput
                  placeholder="60s"
                  value={annotation.minStep}
                  onChange={(minStep) => put({ ...annotation, minStep })}
                />
              </Field>
              <Field label="Query" hint="Marked where it has a value above zero.">
                <PatientInput
                  isMono
                  placeholder="changes(process_start_time_seconds[5m]) > 0"
                  value={annotation.expr}
                  onChange={(expr) => put({ ...annotation, expr })}
                />
              </Field>
              <Field label="Title of the mark" hint="May hold {{label}}.">
                <TextInput value={annotation.titleFormat} onChange={(titleFormat) => put({ ...annotation, titleFormat })} />
              </Field>
              <Field label="Text of the mark">
                <TextInput value={annotation.textFormat} onChange={(textFormat) => put({ ...annotation, textFormat })} />
              </Field>
              <Field label="Tags from labels" hint="With commas between them.">
                <TextInput value={annotation.tagKeys} onChange={(tagKeys) => put({ ...annotation, tagKeys })} />
              </Field>
            </div>
          )}
          <Switch label="Shown" isOn={annotation.isEnabled} onChange={(isEnabled) => put({ ...annotation, isEnabled })} />
          <Switch
            label="Without a switch at the head of the dashboard"
            isOn={annotation.isHidden}
            onChange={(isHidden) => put({ ...annotation, isHidden })}
          />
          {annotation.kind === "query" && (
            <Switch
              label="The value is the time"
              hint="Marks the time that the value names, in epoch milliseconds."
              isOn={annotation.useValueForTime}
              onChange={(useValueForTime) => put({ ...annotation, useValueForTime })}
            />
          )}
        </>
      )}
    </EntryList>
  );
}
