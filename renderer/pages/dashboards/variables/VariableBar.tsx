import { TriangleAlert } from "lucide-react";
import { memo, type ReactNode } from "react";
import { adhocFilters, writeFilter } from "#shared/dashboards/variables/adhoc-filter";
import { fillName } from "#shared/dashboards/variables/fill";
import type { ScopedVariable } from "#shared/dashboards/variables/scope";
import { Tooltip } from "../../../components/Tooltip";
import { visibleText } from "../../../components/visible-text";
import { useDashboardRun } from "../run/dashboard-context";
import type { RunVariables } from "../run/use-run-variables";
import type { ViewChange } from "../url";
import { Filters } from "./Filters";
import { OptionPicker } from "./OptionPicker";
import { TextBox } from "./TextBox";
import styles from "./Variables.module.css";

interface Props {
  variables: RunVariables;
  /** Of filters that name none. */
  defaultSource: string;
  onChange(change: ViewChange): void;
  /** Behind them: the switches of the annotations. */
  children?: ReactNode;
}

/** What can be chosen at the top of a dashboard. */
export const VariableBar = memo(function VariableBar({ variables, defaultSource, onChange, children }: Props) {
  const shown = [...variables.variables.values()].filter(
    ({ variable: { kind, hide } }) => kind !== "constant" && hide !== "variable",
  );
  if (shown.length === 0 && !children) return null;
  return (
    <div className={styles.bar} role="toolbar" aria-label="Variables">
      {shown.map((scoped) => {
        const { name, hide } = scoped.variable;
        const label = visibleText(scoped.variable.label || name);
        const problem = variables.problems.get(name);
        return (
          <div key={name} className={styles.variable} data-busy={variables.isBusy || undefined}>
            {hide !== "label" && (
              <span className={styles.label} title={scoped.variable.description || undefined}>
                {label}
              </span>
            )}
            <Control
              scoped={scoped}
              label={label}
              defaultSource={defaultSource}
              onChoose={(values) => onChange({ chosen: new Map([[name, values]]) })}
            />
            {problem !== undefined && (
              <Tooltip text={problem}>
                <span className={styles.problem} role="alert">
                  <TriangleAlert size={14} aria-hidden />
                  <span>{visibleText(problem)}</span>
                </span>
              </Tooltip>
            )}
          </div>
        );
      })}
      {children}
    </div>
  );
});

interface ControlProps {
  scoped: ScopedVariable;
  label: string;
  defaultSource: string;
  onChoose(values: readonly string[]): void;
}

function Control({ scoped, label, defaultSource, onChoose }: ControlProps) {
  const { scope } = useDashboardRun();
  const { variable, chosen, options = [] } = scoped;
  switch (variable.kind) {
    case "textbox":
      return <TextBox label={label} value={chosen.values[0] ?? ""} onChange={(value) => onChoose([value])} />;
    case "adhoc":
      return (
        <Filters
          label={label}
          source={fillName(variable.source, scope) || defaultSource}
          filters={adhocFilters(scoped)}
          // One empty text: that there are none is a choice too.
          onChange={(filters) => onChoose(filters.length === 0 ? [""] : filters.map(writeFilter))}
        />
      );
    case "constant":
      return null;
    default:
      return (
        <OptionPicker
          label={label}
          chosen={chosen}
          options={options}
          isMulti={"multi" in variable && variable.multi}
          includeAll={"includeAll" in variable && variable.includeAll}
          onChoose={onChoose}
        />
      );
  }
}
