import type { Variable } from "#shared/dashboards/variable";
import { Field } from "../../../../components/Field";
import { NumberInput } from "../../../../components/NumberInput";
import { Select } from "../../../../components/Select";
import { Switch } from "../../../../components/Switch";
import { TextInput } from "../../../../components/TextInput";
import { PatientInput } from "../controls/PatientInput";
import { SourceSelect } from "../queries/SourceSelect";
import styles from "./Settings.module.css";

interface Props {
  variable: Variable;
  variables: readonly Variable[];
  onChange(variable: Variable): void;
}

type Query = Extract<Variable, { kind: "query" }>;
type Choosing = Extract<Variable, { multi: boolean }>;

/** What only variables of one kind have. */
export function VariableFields({ variable, variables, onChange }: Props) {
  const others = variables.filter(({ name }) => name !== variable.name);
  switch (variable.kind) {
    case "query":
      return (
        <>
          <QueryFields variable={variable} variables={others} onChange={onChange} />
          <ChoosingFields variable={variable} onChange={onChange} />
        </>
      );
    case "datasource":
      return (
        <>
          <div className={styles.form}>
            <Field label="Kind of source">
              <TextInput
                isMono
                value={variable.query}
                onChange={(query) => onChange({ ...variable, query })}
                placeholder="prometheus"
              />
            </Field>
            <Field label="Only names that match">
              <PatientInput
                isMono
                value={variable.regex}
                onChange={(regex) => onChange({ ...variable, regex })}
                placeholder="/^prod/"
              />
            </Field>
          </div>
          <ChoosingFields variable={variable} onChange={onChange} />
        </>
      );
    case "custom":
      return (
        <>
          <Field label="Values" hint="With commas between them; “label : value” shows another text.">
            <PatientInput value={variable.query} onChange={(query) => onChange({ ...variable, query })} placeholder="dev, prod" />
          </Field>
          <ChoosingFields variable={variable} onChange={onChange} />
        </>
      );
    case "textbox":
      return (
        <Field label="At first">
          <PatientInput
            value={variable.current.values[0] ?? ""}
            onChange={(text) => onChange({ ...variable, current: { values: [text], texts: [text] } })}
          />
        </Field>
      );
    case "interval":
      return <IntervalFields variable={variable} onChange={onChange} />;
    case "constant":
      return (
        <Field label="Value">
          <PatientInput value={variable.query} onChange={(query) => onChange({ ...variable, query })} />
        </Field>
      );
    case "adhoc":
      return (
        <Field
          label="Source"
          hint="Only its queries are filtered. The filters themselves are chosen at the head of the dashboard."
        >
          <SourceSelect value={variable.source} variables={others} onChange={(source) => onChange({ ...variable, source })} />
        </Field>
      );
  }
}

const sorts: readonly { value: Query["sort"]; label: string }[] = [
  { value: "none", label: "As they come" },
  { value: "alphabetical", label: "A to Z" },
  { value: "alphabetical-desc", label: "Z to A" },
  { value: "alphabetical-ci", label: "A to Z, upper and lower case alike" },
  { value: "alphabetical-ci-desc", label: "Z to A, upper and lower case alike" },
  { value: "numerical", label: "By number, rising" },
  { value: "numerical-desc", label: "By number, falling" },
  { value: "natural", label: "Natural: node2 before node10" },
  { value: "natural-desc", label: "Natural, falling" },
];

function QueryFields({
  variable,
  variables,
  onChange,
}: {
  variable: Query;
  variables: readonly Variable[];
  onChange(next: Query): void;
}) {
  return (
    <>
      <Field label="Query" hint="label_values(metric, label), label_names(), metrics(pattern), query_result(query)">
        <PatientInput
          isMono
          value={variable.query}
          placeholder="label_values(up, job)"
          onChange={(query) => onChange({ ...variable, query })}
        />
      </Field>
      <div className={styles.form}>
        <Field label="Source">
          <SourceSelect value={variable.source} variables={variables} onChange={(source) => onChange({ ...variable, source })} />
        </Field>
        <Field label="Only a part of each value" hint="A regular expression; its first group is taken.">
          <PatientInput
            isMono
            value={variable.regex}
            placeholder="/(.*):\d+/"
            onChange={(regex) => onChange({ ...variable, regex })}
          />
        </Field>
        <Field label="Order">
          <Select<Query["sort"]> value={variable.sort} onChange={(sort) => onChange({ ...variable, sort })} options={sorts} />
        </Field>
        <Field label="Asked">
          <Select<Query["refresh"]>
            value={variable.refresh}
            onChange={(refresh) => onChange({ ...variable, refresh })}
            options={[
              { value: "load", label: "When the dashboard opens" },
              { value: "time", label: "When the time range changes" },
              // Of files from elsewhere, which hold their options; ours do not, and ask once as well.
              ...(variable.refresh === "never"
                ? [{ value: "never" as const, label: "When the dashboard opens (was: never)" }]
                : []),
            ]}
          />
        </Field>
      </div>
    </>
  );
}

function ChoosingFields<V extends Choosing>({ variable, onChange }: { variable: V; onChange(next: V): void }) {
  return (
    <>
      <Switch label="Several can be chosen" isOn={variable.multi} onChange={(multi) => onChange({ ...variable, multi })} />
      <Switch
        label="“All” can be chosen"
        isOn={variable.includeAll}
        onChange={(includeAll) => onChange({ ...variable, includeAll })}
      />
      {variable.includeAll && (
        <Field label="“All” in a query" hint="Empty: every value, joined into a regular expression.">
          <TextInput
            isMono
            placeholder=".*"
            value={variable.allValue}
            onChange={(all) => onChange({ ...variable, allValue: all })}
          />
        </Field>
      )}
    </>
  );
}

type Interval = Extract<Variable, { kind: "interval" }>;

function IntervalFields({ variable, onChange }: { variable: Interval; onChange(next: Interval): void }) {
  return (
    <>
      <Field label="Lengths" hint="With commas between them.">
        <PatientInput value={variable.query} onChange={(query) => onChange({ ...variable, query })} />
      </Field>
      <Switch
        label="Offer “auto”"
        hint="The time range through a number of steps."
        isOn={variable.auto}
        onChange={(auto) => onChange({ ...variable, auto })}
      />
      {variable.auto && (
        <div className={styles.form}>
          <Field label="Steps">
            <NumberInput
              min={1}
              max={10_000}
              value={variable.autoCount}
              onChange={(count) => count !== undefined && onChange({ ...variable, autoCount: Math.round(count) })}
            />
          </Field>
          <Field label="Not shorter than">
            <PatientInput value={variable.autoMin} onChange={(autoMin) => onChange({ ...variable, autoMin })} />
          </Field>
        </div>
      )}
    </>
  );
}
