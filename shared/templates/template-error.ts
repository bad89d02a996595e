/** A mistake in a template, at its place; `isUnsupported` when the template is right but this version cannot expand it. */
export class TemplateError extends Error {
  readonly from: number;
  readonly to: number;
  /** Where Go says it is: for a field behind a value not the value's start, but the field's. */
  readonly at: number;
  readonly isUnsupported: boolean;

  constructor(message: string, place: { from: number; to: number; fieldsFrom?: number }, isUnsupported = false) {
    super(message);
    this.name = "TemplateError";
    this.from = place.from;
    this.to = place.to;
    this.at = place.fieldsFrom ?? place.from;
    this.isUnsupported = isUnsupported;
  }
}
