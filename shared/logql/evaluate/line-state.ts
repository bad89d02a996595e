// One line on its way through the stages: its text, and its labels from three places. What stages found in the line comes before
// structured metadata, and both before the labels of the stream, as in Loki.
import type { LogEntry } from "../../logs/block";
import type { Labels } from "../../model/labels";

const errorName = "__error__";
const detailsName = "__error_details__";

export class LineState {
  line: string;
  /** Why a stage could not do its work, as Loki calls it: `JSONParserErr`. */
  error = "";
  private details = "";
  private parsed: Map<string, string> | undefined;
  /** Labels of the stream and of the metadata that stages took away. */
  private removed: Set<string> | undefined;

  constructor(readonly entry: LogEntry) {
    this.line = entry.line;
  }

  fail(error: string, details: string): void {
    this.error = error;
    this.details = details;
  }

  /** Undefined where there is no such label. */
  get(name: string): string | undefined {
    if (name === errorName) return this.error || undefined;
    if (name === detailsName) return this.details || undefined;
    return this.parsed?.get(name) ?? this.original(name);
  }

  private original(name: string): string | undefined {
    const { metadata, labels } = this.entry;
    if (this.removed?.has(name)) return undefined;
    if (metadata && Object.hasOwn(metadata, name)) return metadata[name];
    return Object.hasOwn(labels, name) ? labels[name] : undefined;
  }

  /** Gives a label a value, whatever it had. */
  set(name: string, value: string): void {
    this.parsed ??= new Map();
    this.parsed.set(name, value);
  }

  /** A label that a parser found: the first one of a name stays, and one that is there already gets another name. */
  extract(found: string, value: string): void {
    if (found === errorName) {
      this.error = value;
      return;
    }
    const name = this.original(found) === undefined ? found : `${found}_extracted`;
    if (!this.parsed?.has(name)) this.set(name, value);
  }

  delete(name: string): void {
    if (name === errorName) this.error = "";
    if (name === detailsName) this.details = "";
    this.parsed?.delete(name);
    this.removed ??= new Set();
    this.removed.add(name);
  }

  /** All names that have a value. */
  names(): Set<string> {
    const { labels, metadata = {} } = this.entry;
    const originals = [...Object.keys(labels), ...Object.keys(metadata)].filter((name) => !this.removed?.has(name));
    const names = new Set([...originals, ...(this.parsed?.keys() ?? [])]);
    if (this.error !== "") names.add(errorName).add(detailsName);
    return names;
  }

  toEntry(): LogEntry {
    const { ms, ns, labels, line, metadata } = this.entry;
    if (!this.parsed && !this.removed && this.error === "") {
      return this.line === line ? this.entry : { ...this.entry, line: this.line };
    }
    const found = this.parsed ?? new Map<string, string>();
    if (this.error !== "") found.set(errorName, this.error);
    if (this.details !== "") found.set(detailsName, this.details);
    return {
      ms,
      ns,
      labels: this.withoutHidden(labels),
      line: this.line,
      metadata: metadata && this.withoutHidden(metadata),
      ...(found.size > 0 && { parsed: toLabels(found) }),
    };
  }

  /** The same object where nothing is hidden: whoever collects lines knows it again. */
  private withoutHidden(labels: Labels): Labels {
    for (const name in labels) if (this.isHidden(name)) return this.copied(labels);
    return labels;
  }

  private isHidden(name: string): boolean {
    return this.removed?.has(name) === true || this.parsed?.has(name) === true;
  }

  private copied(labels: Labels): Labels {
    return Object.fromEntries(Object.entries(labels).filter(([name]) => !this.isHidden(name)));
  }

  /** All labels together, as a metric's series has them. */
  allLabels(): Labels {
    const all = new Map<string, string>();
    for (const name of this.names()) all.set(name, this.get(name) ?? "");
    return toLabels(all);
  }

  /** Whether all labels are the stream's: then two lines of it have the same. */
  get hasStreamLabels(): boolean {
    return !this.parsed && !this.removed && this.error === "" && !this.entry.metadata;
  }
}

/** A label `__proto__` would not be one of the object's own: it is left out. */
function toLabels(labels: ReadonlyMap<string, string>): Labels {
  const made: Record<string, string> = {};
  for (const [name, value] of labels) if (name !== "__proto__") made[name] = value;
  return made;
}
