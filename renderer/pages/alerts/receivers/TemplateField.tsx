import { Field } from "../../../components/Field";
import { TextArea } from "../../../components/TextArea";

interface Props {
  label: string;
  value: string;
  /** What stands in the message where nothing is written. */
  usual: string;
  rows?: number;
  onChange(value: string): void;
}

/** A Go template over the notification, as in an alertmanager.yml. */
export function TemplateField({ label, value, usual, rows = 1, onChange }: Props) {
  return (
    <Field label={label}>
      <TextArea isMono rows={rows} value={value} placeholder={usual} onChange={onChange} />
    </Field>
  );
}
