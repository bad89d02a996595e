/** A mistake in a template, at its place. */
export class TemplateError extends Error {
  readonly from: number;
  readonly to: number;
  /** Where Go says it is: for a field behind a value not the value's start, but the field's. */
  readonly at: number;

  constructor(
    message: string,
    place: { from: number; to: number; fieldsFrom?: number },
    /** What Go shows as the place, where that is not the stretch as it is written. */
    readonly shown?: string,
  ) {
    super(message);
    this.name = "TemplateError";
    this.from = place.from;
    this.to = place.to;
    this.at = place.fieldsFrom ?? place.from;
  }
}
