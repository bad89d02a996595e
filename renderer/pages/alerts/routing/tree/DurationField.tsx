import { useState } from "react";
import { formatDuration, parseDuration } from "#shared/format/duration";
import type { Milliseconds } from "#shared/units/time";
import { Field } from "../../../../components/Field";
import { TextInput } from "../../../../components/TextInput";

interface Props {
  label: string;
  hint: string;
  value: Milliseconds | undefined;
  /** What holds where nothing is written. */
  inherited: Milliseconds;
  /** Undefined: what is inherited. A text that is no length is not handed on. */
  onChange(value: Milliseconds | undefined): void;
}

/** A length of time as `alertmanager.yml` writes it, or nothing. */
export function DurationField({ label, hint, value, inherited, onChange }: Props) {
  const [typed, setTyped] = useState<string>();
  const text = typed ?? (value === undefined ? "" : formatDuration(value));
  const read = parseDuration(text.trim());
  const isWrong = text.trim() !== "" && !read.ok;
  return (
    <Field label={label} hint={hint} {...(isWrong && { error: "A length such as 30s, 5m or 1h30m." })}>
      <TextInput
        value={text}
        placeholder={formatDuration(inherited)}
        onChange={(next) => {
          setTyped(next);
          const length = parseDuration(next.trim());
          if (next.trim() === "") onChange(undefined);
          else if (length.ok) onChange(length.value);
        }}
        // What is not understood stays and is marked; else the usual way of writing it comes back.
        onBlur={() => !isWrong && setTyped(undefined)}
      />
    </Field>
  );
}
