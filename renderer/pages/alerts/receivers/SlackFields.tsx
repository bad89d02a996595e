import type { IntegrationOf } from "#shared/contract/receivers";
import { Checkbox } from "../../../components/Checkbox";
import { Field } from "../../../components/Field";
import { SegmentedControl } from "../../../components/SegmentedControl";
import { TextInput } from "../../../components/TextInput";
import type { FieldsProps } from "./fields-props";
import { MoreFields } from "./MoreFields";
import styles from "./Receivers.module.css";
import { SecretInput } from "./SecretInput";
import { TemplateField } from "./TemplateField";

const modes = [
  { value: "webhook", label: "Incoming webhook" },
  { value: "bot", label: "Bot" },
] as const;

export function SlackFields({ form, integration, problems, onChange, onSecrets }: FieldsProps<IntegrationOf<"slack">>) {
  const isBot = integration.mode === "bot";
  const isWritten = [integration.color, integration.title, integration.titleLink, integration.text].some((text) => text !== "");
  return (
    <>
      <Field label="How" isGroup>
        <SegmentedControl
          className={styles.choice}
          label="How"
          value={integration.mode}
          onChange={(mode) => onChange({ mode })}
          segments={modes}
        />
      </Field>
      {isBot ? (
        <SecretInput
          form={form}
          name="token"
          label="Bot token"
          placeholder="xoxb-…"
          hint="Of an app with the scope chat:write, installed in the workspace."
          problem={problems.token}
          onChange={onSecrets}
        />
      ) : (
        <SecretInput
          form={form}
          name="webhookUrl"
          label="Webhook address"
          placeholder="https://hooks.slack.com/services/…"
          hint="Mattermost's works as it is; a Discord webhook's with /slack behind it."
          problem={problems.webhookUrl}
          onChange={onSecrets}
        />
      )}
      <div className={styles.pair}>
        <Field
          label="Channel"
          hint={isBot ? "The bot has to be invited there." : "Empty: the webhook's own."}
          {...(problems.channel !== undefined && { error: problems.channel })}
        >
          <TextInput placeholder="#alerts" value={integration.channel} onChange={(channel) => onChange({ channel })} />
        </Field>
        <Field label="Name shown" hint="Empty: the app's own.">
          <TextInput placeholder="Watchdeck" value={integration.username} onChange={(username) => onChange({ username })} />
        </Field>
      </div>
      {isBot && (
        <Checkbox
          label="One message for a group, kept up to date"
          hint="It changes its text and colour as the group does; what happens meanwhile stands in its thread."
          isChecked={integration.updateMessage}
          onChange={(updateMessage) => onChange({ updateMessage })}
        />
      )}
      <MoreFields title="Wording" isOpenAtFirst={isWritten}>
        <TemplateField
          label="Title"
          value={integration.title}
          usual="[FIRING:2] DiskFull (critical)"
          onChange={(title) => onChange({ title })}
        />
        <TemplateField
          label="Title's link"
          value={integration.titleLink}
          usual="the group in Watchdeck, where it can be reached"
          onChange={(titleLink) => onChange({ titleLink })}
        />
        <TemplateField
          label="Text"
          rows={4}
          value={integration.text}
          usual="a line for each alert"
          onChange={(text) => onChange({ text })}
        />
        <TemplateField
          label="Colour"
          value={integration.color}
          usual="by severity; green at the end"
          onChange={(color) => onChange({ color })}
        />
        <Field label="Icon" hint="An emoji of the workspace.">
          <TextInput
            placeholder=":rotating_light:"
            value={integration.iconEmoji}
            onChange={(iconEmoji) => onChange({ iconEmoji })}
          />
        </Field>
        {isBot && (
          <Field label="Address of the API" {...(problems.apiUrl !== undefined && { error: problems.apiUrl })}>
            <TextInput isMono value={integration.apiUrl} onChange={(apiUrl) => onChange({ apiUrl })} />
          </Field>
        )}
      </MoreFields>
    </>
  );
}
