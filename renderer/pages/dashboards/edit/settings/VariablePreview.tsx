import type { Variable } from "#shared/dashboards/variable";
import { Field } from "../../../../components/Field";
import { visibleText } from "../../../../components/visible-text";
import { useDashboardRun } from "../../run/dashboard-context";
import styles from "./Settings.module.css";

const most = 200;

/** What there is to choose from now. */
export function VariablePreview({ variable }: { variable: Variable }) {
  const { scope, variableProblems } = useDashboardRun();
  if (variable.kind === "textbox" || variable.kind === "constant" || variable.kind === "adhoc") return null;
  const found = scope.variables.get(variable.name);
  const options = found?.options ?? [];
  const problem = variableProblems.get(variable.name);
  return (
    <Field
      label={options.length === 0 ? "Values" : `Values: ${options.length}`}
      isGroup
      {...(problem !== undefined && { error: problem })}
    >
      {options.length === 0 && problem === undefined && <p className={styles.muted}>None found.</p>}
      <div className={styles.preview}>
        {options.slice(0, most).map(({ value, text }) => (
          <span key={value} className={styles.value} title={visibleText(text === value ? text : `${text}: ${value}`)}>
            {visibleText(text)}
          </span>
        ))}
        {options.length > most && <span className={styles.muted}>and {options.length - most} more</span>}
      </div>
    </Field>
  );
}
