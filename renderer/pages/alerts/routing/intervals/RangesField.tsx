import { useState } from "react";
import type { Range, RangeResult } from "#shared/alerting/interval-text";
import { Field } from "../../../../components/Field";
import { TextInput } from "../../../../components/TextInput";
import { readRanges, writeRanges } from "./ranges";

interface Props {
  label: string;
  hint: string;
  placeholder: string;
  ranges: readonly Range[] | undefined;
  read(text: string): RangeResult;
  write(range: Range): string;
  onChange(ranges: Range[] | undefined): void;
}

/** Ranges as text, with commas between: days of the month, years. */
export function RangesField({ label, hint, placeholder, ranges, read, write, onChange }: Props) {
  const [typed, setTyped] = useState<string>();
  const text = typed ?? writeRanges(ranges, write);
  const result = readRanges(text, read);
  return (
    <Field label={label} hint={hint} {...(!result.ok && { error: `${result.message}.` })}>
      <TextInput
        value={text}
        placeholder={placeholder}
        onChange={(next) => {
          setTyped(next);
          const found = readRanges(next, read);
          if (found.ok) onChange(found.ranges);
        }}
        onBlur={() => result.ok && setTyped(undefined)}
      />
    </Field>
  );
}
