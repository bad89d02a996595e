import { Plus, X } from "lucide-react";
import type { Auth } from "#shared/contract/connections";
import type { IntegrationOf } from "#shared/contract/receivers";
import { Button } from "../../../components/Button";
import { Checkbox } from "../../../components/Checkbox";
import { Field } from "../../../components/Field";
import { IconButton } from "../../../components/IconButton";
import { NumberInput } from "../../../components/NumberInput";
import { SegmentedControl } from "../../../components/SegmentedControl";
import { TextInput } from "../../../components/TextInput";
import type { FieldsProps } from "./fields-props";
import styles from "./Receivers.module.css";
import { SecretInput } from "./SecretInput";

const authKinds = [
  { value: "none", label: "None" },
  { value: "basic", label: "User and password" },
  { value: "bearer", label: "Bearer token" },
] as const;

export function WebhookFields({
  form,
  integration,
  problems,
  onChange,
  onSecrets,
  onForm,
}: FieldsProps<IntegrationOf<"webhook">>) {
  const { auth, headerNames, tls, url } = integration;
  const setAuth = (kind: Auth["kind"]) => onChange({ auth: kind === "basic" ? { kind, username: "" } : { kind } });
  const isHttps = form.isAddressSecret || /^https:/i.test(url.trim());
  return (
    <>
      {form.isAddressSecret ? (
        <SecretInput
          form={form}
          name="url"
          label="Address"
          placeholder="https://example.org/hook?key=…"
          hint="Kept with the secrets, and not shown again."
          problem={problems.url}
          onChange={onSecrets}
        />
      ) : (
        <Field
          label="Address"
          hint="Gets a POST with the body that Alertmanager's webhook sends."
          {...(problems.url !== undefined && { error: problems.url })}
        >
          <TextInput isMono placeholder="https://example.org/hook" value={url} onChange={(next) => onChange({ url: next })} />
        </Field>
      )}
      <Checkbox
        label="The address is a secret"
        hint="When it holds a key, as those of chat services do."
        isChecked={form.isAddressSecret}
        onChange={(isAddressSecret) =>
          onForm({
            isAddressSecret,
            // What was typed goes along; what is stored is never shown.
            secrets: isAddressSecret && url !== "" ? { ...form.secrets, url } : form.secrets,
          })
        }
      />
      <Field label="Authentication" isGroup>
        <SegmentedControl
          className={styles.choice}
          label="Authentication"
          value={auth.kind}
          onChange={setAuth}
          segments={authKinds}
        />
      </Field>
      {auth.kind === "basic" && (
        <div className={styles.pair}>
          <Field label="User">
            <TextInput value={auth.username} onChange={(username) => onChange({ auth: { kind: "basic", username } })} />
          </Field>
          <SecretInput
            form={form}
            name="password"
            label="Password"
            placeholder=""
            problem={problems.password}
            onChange={onSecrets}
          />
        </div>
      )}
      {auth.kind === "bearer" && (
        <SecretInput form={form} name="token" label="Token" placeholder="" problem={problems.token} onChange={onSecrets} />
      )}
      <Field label="Headers" isGroup>
        {headerNames.map((name, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a header has no identity but its place while its name is being typed
          <div key={index} className={styles.header}>
            <TextInput
              isMono
              aria-label="Header name"
              placeholder="X-Team"
              value={name}
              onChange={(next) => onChange({ headerNames: headerNames.map((other, place) => (place === index ? next : other)) })}
            />
            <TextInput
              isMono
              type="password"
              autoComplete="new-password"
              aria-label={`Value of ${name || "the header"}`}
              placeholder={form.stored.includes(`header:${name}`) ? "stored; leave empty to keep" : "value"}
              value={form.secrets[`header:${name}`] ?? ""}
              onChange={(value) => onSecrets({ ...form.secrets, [`header:${name}`]: value })}
            />
            <IconButton
              icon={X}
              label={`Remove ${name || "this header"}`}
              onClick={() => onChange({ headerNames: headerNames.filter((_, place) => place !== index) })}
            />
          </div>
        ))}
        {headerNames.length < 20 && (
          <div>
            <Button size="small" icon={Plus} onClick={() => onChange({ headerNames: [...headerNames, ""] })}>
              Add a header
            </Button>
          </div>
        )}
      </Field>
      <Field label="Alerts in one message" hint="Empty: all of them.">
        <NumberInput
          label="Alerts in one message"
          min={0}
          value={integration.maxAlerts === 0 ? undefined : integration.maxAlerts}
          placeholder="all"
          onChange={(count) => onChange({ maxAlerts: count ?? 0 })}
        />
      </Field>
      {(isHttps || tls.skipVerify || tls.caFile !== undefined) && (
        <>
          <Field label="Certificate authority" hint="A PEM file on this machine, for a server that the system does not know.">
            <TextInput
              isMono
              placeholder="/etc/ssl/our-ca.pem"
              value={tls.caFile ?? ""}
              onChange={(caFile) => onChange({ tls: { ...tls, caFile } })}
            />
          </Field>
          <Checkbox
            label="Do not check the certificate"
            hint="For a test server only: anyone on the way could read the secrets."
            isChecked={tls.skipVerify}
            onChange={(skipVerify) => onChange({ tls: { ...tls, skipVerify } })}
          />
        </>
      )}
    </>
  );
}
