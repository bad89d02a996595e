import { Field } from "../../../components/Field";
import { TextInput } from "../../../components/TextInput";
import type { IntegrationForm } from "./form";

interface Props {
  form: IntegrationForm;
  name: string;
  label: string;
  placeholder: string;
  /** What it is and where it is found. */
  hint?: string;
  problem: string | undefined;
  onChange(secrets: IntegrationForm["secrets"]): void;
}

/** A field for a secret: what is stored is never shown, and stays when nothing is typed. */
export function SecretInput({ form, name, label, placeholder, hint, problem, onChange }: Props) {
  const isStored = form.stored.includes(name);
  const isLocked = form.locked.includes(name);
  const note = isLocked
    ? "The stored one cannot be opened here; enter it again."
    : isStored
      ? "Stored. Leave it empty to keep it."
      : hint;
  return (
    <Field label={label} hint={note} {...(problem !== undefined && { error: problem })}>
      <TextInput
        type="password"
        isMono
        autoComplete="new-password"
        value={form.secrets[name] ?? ""}
        placeholder={isStored && !isLocked ? "••••••••" : placeholder}
        onChange={(value) => onChange({ ...form.secrets, [name]: value })}
      />
    </Field>
  );
}
