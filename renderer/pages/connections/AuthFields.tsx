import type { ConnectionRow } from "#shared/contract/connections";
import { Field } from "../../components/Field";
import { SegmentedControl } from "../../components/SegmentedControl";
import { TextInput } from "../../components/TextInput";
import styles from "./Connections.module.css";
import type { ConnectionForm } from "./form";

interface Props {
  form: ConnectionForm;
  row: ConnectionRow | undefined;
  problem: string | undefined;
  onChange(parts: Partial<ConnectionForm>): void;
}

const kinds = [
  { value: "none", label: "None" },
  { value: "basic", label: "User and password" },
  { value: "bearer", label: "Bearer token" },
] as const;

export const storedHint = "Stored. Leave it empty to keep it.";

/** How the server is told who asks. The stored secret is never here to be shown. */
export function AuthFields({ form, row, problem, onChange }: Props) {
  const hintFor = (secret: string): string | undefined => {
    if (row?.lockedSecrets.includes(secret)) return "The stored one cannot be opened here; enter it again.";
    return row?.storedSecrets.includes(secret) ? storedHint : undefined;
  };
  return (
    <div className={styles.group}>
      <span className={styles.groupLabel}>Authentication</span>
      <SegmentedControl
        className={styles.kinds}
        label="Authentication"
        value={form.auth}
        onChange={(auth) => onChange({ auth })}
        segments={kinds}
      />
      {form.auth === "basic" && (
        <div className={styles.pair}>
          <Field label="User" error={problem}>
            <TextInput value={form.username} onChange={(username) => onChange({ username })} />
          </Field>
          <Field label="Password" hint={hintFor("password")}>
            <TextInput
              type="password"
              autoComplete="new-password"
              value={form.password}
              onChange={(password) => onChange({ password })}
              placeholder={hintFor("password") && "••••••••"}
            />
          </Field>
        </div>
      )}
      {form.auth === "bearer" && (
        <Field label="Token" hint={hintFor("token")}>
          <TextInput
            type="password"
            autoComplete="new-password"
            value={form.token}
            onChange={(token) => onChange({ token })}
            placeholder={hintFor("token") && "••••••••"}
          />
        </Field>
      )}
    </div>
  );
}
