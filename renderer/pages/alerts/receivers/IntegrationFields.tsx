import type { Integration } from "#shared/contract/receivers";
import { Checkbox } from "../../../components/Checkbox";
import { EmailFields } from "./EmailFields";
import type { FieldsProps } from "./fields-props";
import type { FormProblems, IntegrationForm } from "./form";
import { PagerdutyFields } from "./PagerdutyFields";
import styles from "./Receivers.module.css";
import { SlackFields } from "./SlackFields";
import { WebhookFields } from "./WebhookFields";

interface Props {
  form: IntegrationForm;
  problems: FormProblems;
  onForm(parts: Partial<IntegrationForm>): void;
}

/** The fields of one integration, whichever its kind. */
export function IntegrationFields({ form, problems, onForm }: Props) {
  return (
    <>
      <KindFields form={form} problems={problems} onForm={onForm} />
      <Checkbox
        label="Tell when alerts resolve, too"
        isChecked={form.integration.sendResolved}
        onChange={(sendResolved) => onForm({ integration: { ...form.integration, sendResolved } })}
      />
    </>
  );
}

function KindFields({ form, problems, onForm }: Props) {
  const { integration } = form;
  const props = <I extends Integration>(own: I): FieldsProps<I> => ({
    form,
    integration: own,
    problems,
    onChange: (parts) => onForm({ integration: { ...own, ...parts } }),
    onSecrets: (secrets) => onForm({ secrets }),
    onForm,
  });
  switch (integration.kind) {
    case "native":
      return (
        <p className={styles.note}>
          Shown on this computer as its notification settings say: quiet hours, sound and how many at once.
        </p>
      );
    case "webhook":
      return <WebhookFields {...props(integration)} />;
    case "slack":
      return <SlackFields {...props(integration)} />;
    case "email":
      return <EmailFields {...props(integration)} />;
    case "pagerduty":
      return <PagerdutyFields {...props(integration)} />;
  }
}
