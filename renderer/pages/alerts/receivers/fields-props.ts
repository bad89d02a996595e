import type { Integration } from "#shared/contract/receivers";
import type { FormProblems, IntegrationForm } from "./form";

/** What the fields of one kind of integration are given. */
export interface FieldsProps<I extends Integration> {
  form: IntegrationForm;
  /** The same as `form.integration`, of its own kind. */
  integration: I;
  problems: FormProblems;
  onChange(parts: Partial<I>): void;
  onSecrets(secrets: IntegrationForm["secrets"]): void;
  onForm(parts: Partial<IntegrationForm>): void;
}
