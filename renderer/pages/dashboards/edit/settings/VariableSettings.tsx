import { freeVariableName, newVariable, variableAbout, variableOfKind } from "#shared/dashboards/change/variables";
import type { Dashboard } from "#shared/dashboards/dashboard";
import { type Variable, type VariableKind, variableSchema } from "#shared/dashboards/variable";
import { dependencyOrder } from "#shared/dashboards/variables/dependencies";
import { Field } from "../../../../components/Field";
import { Select } from "../../../../components/Select";
import { TextInput } from "../../../../components/TextInput";
import { useOpenDashboard } from "../../store";
import { EntryList } from "./EntryList";
import styles from "./Settings.module.css";
import { VariableFields } from "./VariableFields";
import { VariablePreview } from "./VariablePreview";

const kinds: readonly { value: VariableKind; label: string; detail: string }[] = [
  { value: "query", label: "Query", detail: "values of a label" },
  { value: "datasource", label: "Source", detail: "one of the connections" },
  { value: "custom", label: "Custom", detail: "a list written by hand" },
  { value: "textbox", label: "Text", detail: "anything that is typed" },
  { value: "interval", label: "Interval", detail: "lengths of time" },
  { value: "constant", label: "Constant", detail: "a value nobody changes" },
  { value: "adhoc", label: "Filters", detail: "put into every query" },
];

/** The variables of the dashboard, in the order in which they stand at its head. */
export function VariableSettings({ dashboard }: { dashboard: Dashboard }) {
  const { variables } = dashboard;
  const { cycles } = dependencyOrder(variables);
  return (
    <>
      {cycles.map((cycle) => (
        <p key={cycle.join()} role="alert" className={styles.problem}>
          {`These variables need one another in a circle, and none of them can be worked out: ${cycle.map((name) => `$${name}`).join(" → ")}.`}
        </p>
      ))}
      <EntryList<Variable>
        what="variable"
        entries={variables}
        onChange={(next, label, field) =>
          useOpenDashboard.getState().change(label, (was) => ({ ...was, variables: next }), field === undefined ? {} : { field })
        }
        titleOf={({ name }) => `$${name}`}
        aboutOf={variableAbout}
        makeNew={() => newVariable(freeVariableName(variables))}
        emptyWords="A variable is chosen at the head of the dashboard and stands in its queries and titles as $name."
      >
        {(variable, put) => (
          <>
            <div className={styles.form}>
              <NameField variable={variable} variables={variables} onChange={(name) => put({ ...variable, name })} />
              <Field label="Kind">
                <Select<VariableKind>
                  value={variable.kind}
                  onChange={(kind) => put(variableOfKind(variable, kind))}
                  options={kinds}
                />
              </Field>
              <Field label="Label">
                <TextInput value={variable.label} placeholder={variable.name} onChange={(label) => put({ ...variable, label })} />
              </Field>
              <Field label="Description">
                <TextInput value={variable.description} onChange={(description) => put({ ...variable, description })} />
              </Field>
              {variable.kind !== "constant" && (
                <Field label="At the head of the dashboard">
                  <Select<Variable["hide"]>
                    value={variable.hide}
                    onChange={(hide) => put({ ...variable, hide })}
                    options={[
                      { value: "no", label: "Label and control" },
                      { value: "label", label: "Control only" },
                      { value: "variable", label: "Hidden" },
                    ]}
                  />
                </Field>
              )}
            </div>
            <VariableFields variable={variable} variables={variables} onChange={put} />
            <VariablePreview variable={variable} />
          </>
        )}
      </EntryList>
    </>
  );
}

interface NameProps {
  variable: Variable;
  variables: readonly Variable[];
  onChange(name: string): void;
}

/** A name that is not one, or that another has, is said and not taken. */
function NameField({ variable, variables, onChange }: NameProps) {
  const error = whyNotName(variable.name, variables, variable);
  return (
    <Field label="Name" hint={`In queries: $${variable.name}`} {...(error !== undefined && { error })}>
      <TextInput
        isMono
        value={variable.name}
        onChange={(name) => {
          // Anything else could not be saved.
          const read = variableSchema.safeParse({ ...variable, name });
          if (read.success) onChange(name);
        }}
      />
    </Field>
  );
}

function whyNotName(name: string, variables: readonly Variable[], own: Variable): string | undefined {
  if (variables.some((other) => other !== own && other.name === name)) return `Another variable is called $${name} already.`;
  return undefined;
}
