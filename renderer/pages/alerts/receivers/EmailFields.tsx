import type { IntegrationOf } from "#shared/contract/receivers";
import { Checkbox } from "../../../components/Checkbox";
import { Field } from "../../../components/Field";
import { NumberInput } from "../../../components/NumberInput";
import { Select } from "../../../components/Select";
import { TextInput } from "../../../components/TextInput";
import type { FieldsProps } from "./fields-props";
import { MoreFields } from "./MoreFields";
import styles from "./Receivers.module.css";
import { SecretInput } from "./SecretInput";
import { TemplateField } from "./TemplateField";

type Security = IntegrationOf<"email">["security"];

const securities = [
  { value: "starttls", label: "STARTTLS, always", detail: "port 587" },
  { value: "tls", label: "TLS from the start", detail: "port 465" },
  { value: "opportunistic", label: "STARTTLS where it is offered" },
  { value: "none", label: "No encryption" },
] as const;

const usualPorts: Record<Security, number> = { starttls: 587, tls: 465, opportunistic: 25, none: 25 };

export function EmailFields({ form, integration, problems, onChange, onSecrets }: FieldsProps<IntegrationOf<"email">>) {
  const { security, port } = integration;
  const isWritten = [integration.subject, integration.text, integration.html].some((text) => text !== "");
  const error = (name: string) => (problems[name] === undefined ? {} : { error: problems[name] });
  const choose = (next: Security) =>
    // A port that nobody changed goes along.
    onChange({ security: next, ...(port === usualPorts[security] && { port: usualPorts[next] }) });
  return (
    <>
      <Field label="To" hint="Several, with commas between them." {...error("to")}>
        <TextInput placeholder="ops@example.org" value={integration.to} onChange={(to) => onChange({ to })} />
      </Field>
      <Field label="From" {...error("from")}>
        <TextInput
          placeholder="Watchdeck <watchdeck@example.org>"
          value={integration.from}
          onChange={(from) => onChange({ from })}
        />
      </Field>
      <div className={styles.server}>
        <Field label="Mail server" {...error("host")}>
          <TextInput isMono placeholder="smtp.example.org" value={integration.host} onChange={(host) => onChange({ host })} />
        </Field>
        <Field label="Port">
          <NumberInput
            label="Port"
            min={1}
            max={65_535}
            value={port}
            onChange={(next) => next !== undefined && onChange({ port: next })}
          />
        </Field>
      </div>
      <Field
        label="Encryption"
        hint={
          security === "none"
            ? "Whoever is on the way can read the alerts. A password is not sent this way, but to this machine."
            : "A password is never sent without TLS."
        }
      >
        <Select<Security> value={security} onChange={choose} options={securities} />
      </Field>
      <div className={styles.pair}>
        <Field label="User" hint="Empty: no login.">
          <TextInput value={integration.username} onChange={(username) => onChange({ username })} />
        </Field>
        {integration.username !== "" && (
          <SecretInput
            form={form}
            name="password"
            label="Password"
            placeholder=""
            problem={problems.password}
            onChange={onSecrets}
          />
        )}
      </div>
      <MoreFields title="Wording" isOpenAtFirst={isWritten}>
        <TemplateField
          label="Subject"
          value={integration.subject}
          usual="[FIRING:2] DiskFull (critical)"
          onChange={(subject) => onChange({ subject })}
        />
        <TemplateField
          label="Plain text"
          rows={4}
          value={integration.text}
          usual="each alert with its labels"
          onChange={(text) => onChange({ text })}
        />
        <TemplateField
          label="HTML"
          rows={4}
          value={integration.html}
          usual="the same, drawn"
          onChange={(html) => onChange({ html })}
        />
      </MoreFields>
      <MoreFields title="Certificates" isOpenAtFirst={integration.skipVerify || integration.caFile !== undefined}>
        <Field label="Certificate authority" hint="A PEM file on this machine, for a server that the system does not know.">
          <TextInput
            isMono
            placeholder="/etc/ssl/our-ca.pem"
            value={integration.caFile ?? ""}
            onChange={(caFile) => onChange({ caFile })}
          />
        </Field>
        <Checkbox
          label="Do not check the certificate"
          hint="For a test server only: anyone on the way could read the password."
          isChecked={integration.skipVerify}
          onChange={(skipVerify) => onChange({ skipVerify })}
        />
      </MoreFields>
    </>
  );
}
