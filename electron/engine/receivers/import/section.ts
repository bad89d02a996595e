// One mapping of an alertmanager.yml: its fields read one by one, its mistakes noted at their places, and what Watchdeck does not have
// told in sentences that name the line.
import type { Node } from "yaml";
import { checkNotificationTemplate } from "#shared/templates/notification";
import type { Field, Stretch, YamlReader } from "../../yaml/yaml-reader";

export class Section {
  private constructor(
    private readonly reader: YamlReader,
    private readonly fields: ReadonlyMap<string, Field>,
    /** For sentences: "the Slack config of team-a". */
    readonly what: string,
    private readonly leftOut: string[],
    readonly stretch: Stretch,
  ) {}

  /** `global` is read once for each integration: its mistakes are noted once. */
  private readonly noted = new Set<string>();
  private readonly insides = new Map<string, Section | undefined>();

  /** Nothing (and a mistake noted) when the node is no mapping. Fields that are not in the list are mistakes. */
  static read(
    reader: YamlReader,
    node: Node | undefined,
    { what, owner, known, leftOut }: { what: string; owner: Stretch; known: readonly string[]; leftOut: string[] },
  ): Section | undefined {
    const fields = reader.fields(node, what, owner);
    if (!fields) return undefined;
    reader.onlyKnown(fields, what, known);
    for (const [name, { key, node: file }] of fields) {
      const beside = name.endsWith("_file") ? name.slice(0, -"_file".length) : undefined;
      if (beside === undefined || !file || !fields.get(beside)?.node) continue;
      reader.error(`give either ${beside} or ${name}, not both`, key);
    }
    return new Section(reader, fields, what, leftOut, node ? headOf(reader, node, owner) : owner);
  }

  /** An empty one, for a `global` or `http_config` that is not there. */
  static empty(reader: YamlReader, what: string): Section {
    return new Section(reader, new Map(), what, [], { from: 0, to: 0 });
  }

  has = (name: string): boolean => this.fields.has(name);

  text(name: string): string | undefined {
    return this.reader.text(this.fields.get(name), `${name} of ${this.what}`)?.text.trim();
  }

  flag(name: string): boolean | undefined {
    const read = this.reader.text(this.fields.get(name), `${name} of ${this.what}`);
    if (!read || read.text === "") return undefined;
    if (read.text === "true" || read.text === "false") return read.text === "true";
    this.note(`${name} is true or false, not ${JSON.stringify(read.text.slice(0, 50))}`, read);
    return undefined;
  }

  count(name: string): number | undefined {
    const read = this.reader.text(this.fields.get(name), `${name} of ${this.what}`);
    if (!read || read.text === "") return undefined;
    if (/^\d{1,9}$/.test(read.text)) return Number(read.text);
    this.note(`${name} is a whole number, not ${JSON.stringify(read.text.slice(0, 50))}`, read);
    return undefined;
  }

  /** A template's text, checked; empty where it is Alertmanager's own default, for which Watchdeck has its own. */
  template(name: string): string {
    const read = this.reader.text(this.fields.get(name), `${name} of ${this.what}`);
    if (!read || isDefault(read.text)) return "";
    const mistake = checkNotificationTemplate(read.text);
    if (mistake) this.note(`the template is wrong: ${mistake.message}`, read.place(mistake.from, mistake.to));
    return read.text;
  }

  /** A secret's text. One in a file beside, or one blotted out by Alertmanager, has to be entered by hand. */
  secret(name: string): string | undefined {
    const file = `${name}_file`;
    if (this.fields.has(file)) this.leave(file, "secrets are not read from files: enter it in the receiver");
    const value = this.text(name);
    if (value === undefined || value === "") return undefined;
    if (value !== "<secret>") return value;
    this.leave(name, "the file holds <secret> in its place, as Alertmanager shows its configuration: enter it in the receiver");
    return undefined;
  }

  /** A mapping inside. */
  inside(name: string, known: readonly string[]): Section | undefined {
    const field = this.fields.get(name);
    if (!field?.node) return undefined;
    if (!this.insides.has(name)) {
      const what = `${name} of ${this.what}`;
      this.insides.set(name, Section.read(this.reader, field.node, { what, owner: field.key, known, leftOut: this.leftOut }));
    }
    return this.insides.get(name);
  }

  /** The items of a list, each of which `read` may turn into something. */
  items<T>(name: string, read: (node: Node, owner: Stretch) => T | undefined): T[] {
    const field = this.fields.get(name);
    if (!field?.node) return [];
    return this.reader.list(field.node, `${name} of ${this.what}`, field.key).flatMap((node) => read(node, field.key) ?? []);
  }

  /** The pairs of a mapping of texts. */
  pairs(name: string): Map<string, string> {
    const field = this.fields.get(name);
    const read = field?.node ? this.reader.fields(field.node, `${name} of ${this.what}`, field.key) : undefined;
    const pairs = [...(read ?? [])].map(
      ([key, value]) => [key, this.reader.text(value, `${key} of ${name}`)?.text ?? ""] as const,
    );
    return new Map(pairs);
  }

  /** Says that the field is not carried over, if it is there. */
  leave(name: string, why: string): void {
    const field = this.fields.get(name);
    const say = field && `Line ${this.reader.lineOf(field.key.from)}, ${name} of ${this.what}: ${why}.`;
    if (say !== undefined && !this.leftOut.includes(say)) this.leftOut.push(say);
  }

  leaveAll(names: readonly string[], why: string): void {
    for (const name of names) this.leave(name, why);
  }

  /** Says that all of this is not carried over. */
  leaveWhole(why: string): void {
    this.leftOut.push(`Line ${this.reader.lineOf(this.stretch.from)}, ${this.what}: ${why}.`);
  }

  error(message: string, name?: string): void {
    const field = name === undefined ? undefined : this.fields.get(name);
    this.note(message, field ? (field.node ? this.reader.stretchOf(field.node) : field.key) : this.stretch);
  }

  /** A mistake to Alertmanager; where a file is taken over, something that the user puts right in the receiver. */
  errorUnlessLenient(message: string): void {
    const key = `${this.stretch.from} ${message}`;
    if (!this.noted.has(key)) this.reader.errorUnlessLenient(message, this.stretch);
    this.noted.add(key);
  }

  /** The template of a field that Alertmanager has not got and people write; empty unless a file is taken over. */
  foreignTemplate(name: string): string {
    return this.reader.isLenient ? this.template(name) : "";
  }

  private note(message: string, stretch: Stretch): void {
    const key = `${stretch.from} ${message}`;
    if (!this.noted.has(key)) this.reader.error(message, stretch);
    this.noted.add(key);
  }
}

const isDefault = (text: string): boolean =>
  /^\s*\{\{-?\s*template\s+"(slack|email|pagerduty)\.default\.\w+"\s+\.\s*-?\}\}\s*$/.test(text);

function headOf(reader: YamlReader, node: Node, owner: Stretch): Stretch {
  const { from, to } = node.range ? reader.stretchOf(node) : owner;
  return { from, to: Math.min(to, from + 1) };
}
