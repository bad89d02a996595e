import type { Problems } from "./problems";
import type { SpanTableWriter } from "./table-writer";

/** What every reader of spans needs. */
export interface ReadContext {
  writer: SpanTableWriter;
  problems: Problems;
}

/** It is shown all the same. */
export const withoutId = "A span has no id, so nothing can name it as its parent.";
