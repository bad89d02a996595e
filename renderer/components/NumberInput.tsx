import { useState } from "react";
import { classNames } from "./class-names";
import { useFieldIds } from "./Field";
import styles from "./NumberInput.module.css";
import inputStyles from "./TextInput.module.css";

export interface NumberInputProps {
  value: number | undefined;
  /** `undefined`: nothing is written there. What is no number, or out of bounds, is not handed on. */
  onChange(value: number | undefined): void;
  min?: number;
  max?: number;
  step?: number;
  /** Behind the number: `px`, `%`. */
  unit?: string;
  placeholder?: string;
  /** Read out where no Field gives it a label. */
  label?: string;
  className?: string;
}

/** A number that may be left open. */
export function NumberInput({ value, onChange, min, max, step = 1, unit, placeholder, label, className }: NumberInputProps) {
  const [text, setText] = useState(value === undefined ? "" : String(value));
  const [known, setKnown] = useState(value);
  // Undo, or another panel: the text follows. While typing, `1.` and `-` are on their way to a number and stay.
  if (known !== value) {
    setKnown(value);
    if (readNumber(text) !== value) setText(value === undefined ? "" : String(value));
  }
  const read = readNumber(text);
  const isWrong = text.trim() !== "" && !isWithin(read, min, max);

  function type(next: string): void {
    setText(next);
    const number = readNumber(next);
    if (next.trim() === "") onChange(undefined);
    else if (isWithin(number, min, max)) onChange(number);
  }

  return (
    <span className={classNames(styles.box, className)}>
      <input
        {...useFieldIds()}
        type="text"
        inputMode="decimal"
        autoComplete="off"
        value={text}
        placeholder={placeholder}
        aria-label={label}
        aria-invalid={isWrong || undefined}
        title={isWrong ? wrongWords(min, max) : undefined}
        className={inputStyles.input}
        onChange={({ target }) => type(target.value)}
        onBlur={() => read !== value && setText(value === undefined ? "" : String(value))}
        onKeyDown={(event) => {
          const by = event.key === "ArrowUp" ? step : event.key === "ArrowDown" ? -step : 0;
          if (by === 0) return;
          event.preventDefault();
          const next = Number(((read ?? min ?? 0) + by).toFixed(6));
          type(String(Math.min(max ?? Infinity, Math.max(min ?? -Infinity, next))));
        }}
      />
      {unit !== undefined && (
        <span className={styles.unit} aria-hidden>
          {unit}
        </span>
      )}
    </span>
  );
}

/** A comma is a decimal point on half of the keyboards. */
function readNumber(text: string): number | undefined {
  const trimmed = text.trim().replace(",", ".").replace("−", "-");
  if (trimmed === "" || !/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(trimmed)) return undefined;
  const number = Number(trimmed);
  return Number.isFinite(number) ? number : undefined;
}

const isWithin = (number: number | undefined, min = -Infinity, max = Infinity): boolean =>
  number !== undefined && number >= min && number <= max;

function wrongWords(min: number | undefined, max: number | undefined): string {
  if (min !== undefined && max !== undefined) return `A number from ${min} to ${max}`;
  if (min !== undefined) return `A number of at least ${min}`;
  if (max !== undefined) return `A number of at most ${max}`;
  return "A number";
}
