import { Checkbox } from "../../components/Checkbox";
import { Field } from "../../components/Field";
import { TextInput } from "../../components/TextInput";
import styles from "./Connections.module.css";
import type { ConnectionForm } from "./form";

interface Props {
  form: ConnectionForm;
  onChange(parts: Partial<ConnectionForm>): void;
}

/** Whom to trust. Only shown for https, and for what was set before, so that nothing set is out of sight. */
export function TlsFields({ form, onChange }: Props) {
  const isHttps = /^https:/i.test(form.url.trim());
  if (!isHttps && form.caFile === "" && !form.skipVerify) return null;
  return (
    <div className={styles.group}>
      <Field
        label="Certificate authority"
        hint="A PEM file on this machine, for a server whose certificate the system does not know. Trusted besides the system's own."
      >
        <TextInput isMono placeholder="/etc/ssl/our-ca.pem" value={form.caFile} onChange={(caFile) => onChange({ caFile })} />
      </Field>
      <Checkbox
        label="Do not check the certificate"
        hint={
          form.skipVerify ? (
            <span className={styles.warning}>
              Anyone between here and the server can read and change what is sent, the secrets too. The connection is marked while
              this is on.
            </span>
          ) : (
            "For a test server only; a certificate authority's file is the safe way."
          )
        }
        isChecked={form.skipVerify}
        onChange={(skipVerify) => onChange({ skipVerify })}
      />
    </div>
  );
}
