import { bounded } from "./limits";
import { shown } from "./print-value";
import type { Value } from "./value";

/** Where an expansion's text goes. Throws an Error when it becomes too long. */
export interface Sink {
  /** What stands in the template. */
  literal(text: string): void;
  /** What an action gives. */
  value(value: Value): void;
}

export class TextSink implements Sink {
  text = "";

  literal(text: string): void {
    this.text = bounded(this.text + text);
  }

  value(value: Value): void {
    this.text = bounded(this.text + shown(value));
  }
}
