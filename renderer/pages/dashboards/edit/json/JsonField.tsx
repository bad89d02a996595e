import { useState } from "react";
import { parseJsonText } from "#shared/dashboards/json-text";
import { Field } from "../../../../components/Field";
import { TextArea } from "../../../../components/TextArea";

interface Props {
  label: string;
  value: unknown;
  onChange(value: unknown): void;
  hint?: string;
}

/** A value that has no form of its own, as JSON. It is handed on once it is JSON. */
export function JsonField({ label, value, onChange, hint }: Props) {
  const [typed, setTyped] = useState<{ text: string; of: string }>();
  const current = JSON.stringify(value, null, 2) ?? "";
  // The writer's own text, spaces and all, for as long as it means what is set.
  const text = typed && typed.of === current ? typed.text : current;
  const error = text.trim() === "" ? undefined : mistakeIn(text);

  function type(next: string): void {
    if (next.trim() === "" || mistakeIn(next) !== undefined) {
      setTyped({ text: next, of: current });
      return;
    }
    const parsed: unknown = JSON.parse(next);
    setTyped({ text: next, of: JSON.stringify(parsed, null, 2) ?? "" });
    onChange(parsed);
  }

  return (
    <Field label={label} {...(error !== undefined ? { error } : hint !== undefined ? { hint } : {})}>
      <TextArea isMono rows={Math.min(12, Math.max(2, text.split("\n").length))} value={text} onChange={type} />
    </Field>
  );
}

function mistakeIn(text: string): string | undefined {
  const parsed = parseJsonText(text);
  return parsed.ok ? undefined : `Not JSON yet, at line ${parsed.line}, column ${parsed.column}: ${parsed.say}`;
}
