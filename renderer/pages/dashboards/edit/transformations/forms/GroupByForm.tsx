import { reducers } from "#shared/dashboards/data/reduce";
import { MultiPick } from "../../../../../components/MultiPick";
import { Select } from "../../../../../components/Select";
import { visibleText } from "../../../../../components/visible-text";
import styles from "../Transformations.module.css";
import { type FormProps, recordIn, withEntry } from "./form";

type Operation = "none" | "groupby" | "aggregate";

const operations: readonly { value: Operation; label: string }[] = [
  { value: "none", label: "Leave out" },
  { value: "groupby", label: "Group by" },
  { value: "aggregate", label: "Calculate" },
];

const calculations = reducers.map(({ id, title }) => ({ value: id, label: title }));

/** By which fields rows are put together, and what becomes of the others. */
export function GroupByForm({ options, onChange, fieldNames }: FormProps) {
  const rules = recordIn(options, "fields");
  const names = [...new Set([...fieldNames, ...Object.keys(rules)])];
  const put = (name: string, operation: Operation, aggregations: readonly string[]) =>
    onChange({
      ...options,
      fields: withEntry(rules, name, operation === "none" ? undefined : { operation, aggregations }),
    });
  if (names.length === 0) return <p className={styles.about}>The fields are listed here once the queries have answered.</p>;
  return (
    <ul className={styles.lines}>
      {names.map((name) => {
        const rule = recordIn(rules, name);
        const operation: Operation = rule.operation === "groupby" || rule.operation === "aggregate" ? rule.operation : "none";
        const chosen = Array.isArray(rule.aggregations) ? rule.aggregations.filter((id) => typeof id === "string") : [];
        const words = visibleText(name);
        return (
          <li key={name} className={styles.line}>
            <span className={styles.name} title={words}>
              {words}
            </span>
            <Select<Operation>
              label={`What becomes of ${words}`}
              value={operation}
              onChange={(next) => put(name, next, next === "aggregate" && chosen.length === 0 ? ["lastNotNull"] : chosen)}
              options={operations}
            />
            {operation === "aggregate" && (
              <MultiPick
                className={styles.wide ?? ""}
                label={`Calculations of ${words}`}
                values={chosen}
                onChange={(next) => put(name, operation, next)}
                options={calculations}
              />
            )}
          </li>
        );
      })}
    </ul>
  );
}
