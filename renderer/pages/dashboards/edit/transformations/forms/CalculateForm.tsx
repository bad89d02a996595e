import { valueAt, withValueAt } from "#shared/dashboards/change/at-path";
import { calculateField } from "#shared/dashboards/data/transformations/calculate-field";
import { binaryOperators, unaryOperators } from "#shared/dashboards/data/transformations/column-arithmetic";
import { Field } from "../../../../../components/Field";
import { SearchPicker } from "../../../../../components/SearchPicker";
import type { Control } from "../../../../../panels/panel";
import { ControlField } from "../../controls/ControlField";
import styles from "../Transformations.module.css";
import type { FormProps } from "./form";
import { operandText } from "./operand-text";

const group = "Calculation";
const choicesOf = (ids: Iterable<string>) => [...ids].map((id) => ({ value: id, label: id }));

const mode: Control = {
  kind: "choice",
  path: "mode",
  label: "Calculation",
  group,
  choices: [
    { value: "reduceRow", label: "Of each row" },
    { value: "binary", label: "Of two fields" },
    { value: "unary", label: "Of one field" },
    { value: "windowFunctions", label: "Moving window" },
    { value: "cumulativeFunctions", label: "Running total" },
    { value: "index", label: "Number of the row" },
  ],
};

const windowReducers = [
  { value: "mean", label: "Mean" },
  { value: "variance", label: "Variance" },
  { value: "stdDev", label: "Standard deviation" },
];

const cumulativeReducers = [
  { value: "sum", label: "Sum" },
  { value: "mean", label: "Mean" },
];

/** The controls of one way to calculate. */
function controlsOf(kind: unknown, fieldNames: readonly string[]): readonly Control[] {
  const fields = fieldNames.map((name) => ({ value: name, label: name }));
  switch (kind) {
    case "binary":
      return [{ kind: "choice", path: "binary.operator", label: "Operator", group, choices: choicesOf(binaryOperators.keys()) }];
    case "unary":
      return [
        { kind: "choice", path: "unary.operator", label: "Operation", group, choices: choicesOf(unaryOperators.keys()) },
        { kind: "choice", path: "unary.fieldName", label: "Of the field", group, choices: fields },
      ];
    case "windowFunctions":
      return [
        { kind: "choice", path: "window.reducer", label: "Function", group, choices: windowReducers },
        { kind: "choice", path: "window.field", label: "Of the field", group, choices: fields },
        {
          kind: "choice",
          path: "window.windowSizeMode",
          label: "Length in",
          group,
          choices: [
            { value: "percentage", label: "Share" },
            { value: "fixed", label: "Rows" },
          ],
        },
        {
          kind: "number",
          path: "window.windowSize",
          label: "Length",
          group,
          min: 0,
          about: "As a share, 0.1 is a tenth of all rows.",
        },
        {
          kind: "choice",
          path: "window.windowAlignment",
          label: "Over the rows",
          group,
          choices: [
            { value: "trailing", label: "Before" },
            { value: "centered", label: "Around" },
          ],
        },
      ];
    case "cumulativeFunctions":
      return [
        { kind: "choice", path: "cumulative.reducer", label: "Function", group, choices: cumulativeReducers },
        { kind: "choice", path: "cumulative.field", label: "Of the field", group, choices: fields },
      ];
    case "index":
      return [{ kind: "switch", path: "index.asPercentile", label: "As a share of all rows", group }];
    default:
      return [
        { kind: "calcs", isMulti: false, path: "reduce.reducer", label: "Function", group },
        { kind: "choices", path: "reduce.include", label: "Of the fields", group, choices: fields },
      ];
  }
}

const common: readonly Control[] = [
  { kind: "text", path: "alias", label: "Name of the new field", group, placeholder: "What is calculated" },
  { kind: "switch", path: "replaceFields", label: "Only the time and the new field", group },
];

/** A new field out of others. */
export function CalculateForm({ options, onChange, fieldNames }: FormProps) {
  const values = calculateField.options.parse(options);
  const put = (path: string, value: unknown) => onChange(withValueAt(options, path, value));
  // One calculation is one id there, where others take a list of them.
  const single = (value: unknown) => (Array.isArray(value) ? value[0] : value);
  const draw = (control: Control) => (
    <ControlField
      key={control.path}
      control={control}
      value={valueAt(values, control.path)}
      onChange={(value) => put(control.path, control.kind === "calcs" ? single(value) : value)}
      fieldNames={fieldNames}
    />
  );
  const operand = (side: "left" | "right", label: string) => (
    <Operand
      label={label}
      value={valueAt(values, `binary.${side}`)}
      onChange={(value) => put(`binary.${side}`, value)}
      fieldNames={fieldNames}
    />
  );
  const own = controlsOf(values.mode, fieldNames);
  return (
    <div className={styles.form}>
      {draw(mode)}
      {values.mode === "binary" && operand("left", "Left")}
      {own.map(draw)}
      {values.mode === "binary" && operand("right", "Right")}
      {common.map(draw)}
    </div>
  );
}

interface OperandProps {
  label: string;
  value: unknown;
  onChange(value: string): void;
  fieldNames: readonly string[];
}

/** A field, or a number that is the same for all rows. */
function Operand({ label, value, onChange, fieldNames }: OperandProps) {
  return (
    <Field label={label}>
      <SearchPicker
        label={label}
        value={operandText(value) || undefined}
        onChange={onChange}
        options={fieldNames.map((name) => ({ value: name, label: name }))}
        ownWords={(typed) => (Number.isFinite(Number(typed)) ? `The number ${typed}` : `The field “${typed}”`)}
      />
    </Field>
  );
}
