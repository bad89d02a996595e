import type { IntegrationOf } from "#shared/contract/receivers";
import { Field } from "../../../components/Field";
import { TextInput } from "../../../components/TextInput";
import type { FieldsProps } from "./fields-props";
import { MoreFields } from "./MoreFields";
import { SecretInput } from "./SecretInput";
import { TemplateField } from "./TemplateField";

const usualUrl = "https://events.pagerduty.com/v2/enqueue";

export function PagerdutyFields({ form, integration, problems, onChange, onSecrets }: FieldsProps<IntegrationOf<"pagerduty">>) {
  const { severity, description, component, group, class: kind, url } = integration;
  const isWritten = [severity, description, component, group, kind].some((text) => text !== "") || url !== usualUrl;
  return (
    <>
      <SecretInput
        form={form}
        name="routingKey"
        label="Integration key"
        placeholder="32 characters"
        hint="Of a service's integration “Events API v2”. A group of alerts is one incident."
        problem={problems.routingKey}
        onChange={onSecrets}
      />
      <MoreFields title="Wording" isOpenAtFirst={isWritten}>
        <TemplateField
          label="Description"
          value={description}
          usual="[FIRING:2] DiskFull (critical)"
          onChange={(next) => onChange({ description: next })}
        />
        <TemplateField
          label="Severity"
          value={severity}
          usual="that of the worst alert: critical, error, warning or info"
          onChange={(next) => onChange({ severity: next })}
        />
        <TemplateField label="Component" value={component} usual="none" onChange={(next) => onChange({ component: next })} />
        <TemplateField label="Group" value={group} usual="none" onChange={(next) => onChange({ group: next })} />
        <TemplateField label="Class" value={kind} usual="none" onChange={(next) => onChange({ class: next })} />
        <Field
          label="Address"
          hint="Of PagerDuty's events; that of Europe is events.eu.pagerduty.com."
          {...(problems.url !== undefined && { error: problems.url })}
        >
          <TextInput isMono value={url} onChange={(next) => onChange({ url: next })} />
        </Field>
      </MoreFields>
    </>
  );
}
