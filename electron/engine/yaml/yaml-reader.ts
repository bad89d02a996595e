// Reads a YAML file piece by piece and collects what is wrong with it, each mistake at its place, instead of stopping at the
// first.
import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseAllDocuments,
  type YAMLMap,
} from "yaml";
import type { Diagnostic } from "#shared/model/failure";
import { findTooDeep } from "./nesting";
import { type ScalarText, scalarText } from "./yaml-scalar";

export interface Field {
  key: ScalarText;
  /** Nothing when the field is empty. */
  node: Node | undefined;
}

export interface Stretch {
  from: number;
  to: number;
}

const nestedTooDeeply = "lists and mappings are nested too deeply here";

/** Entries that may be read a second time; files that people write have some hundred. */
const mostRepeats = 20_000;

export class YamlReader {
  readonly diagnostics: Diagnostic[] = [];
  readonly root: Node | undefined;
  private readonly lines = new LineCounter();
  private readonly seen = new WeakSet<Node>();
  private repeats = 0;
  private readonly document: Document | undefined;

  /** Takes what people have: what a file should not have is a warning then, and what can be given later may be missing. */
  readonly isLenient: boolean;

  constructor(
    private readonly source: string,
    { isLenient = false }: { isLenient?: boolean } = {},
  ) {
    this.isLenient = isLenient;
    const tooDeep = findTooDeep(source);
    if (tooDeep !== undefined) {
      this.countLines();
      this.error(nestedTooDeeply, { from: tooDeep, to: tooDeep + 1 });
      return;
    }
    // Aliases are resolved one at a time below, so a file cannot unfold into gigabytes.
    const parsed = parseAllDocuments(source, { lineCounter: this.lines, prettyErrors: false, version: "1.2" });
    const documents = Array.isArray(parsed) ? parsed : [];
    this.document = documents[0];
    for (const { message, pos } of this.document?.errors ?? []) {
      // The parser says so of thousands of levels by indentation.
      const words = message.startsWith("Maximum call stack") ? nestedTooDeeply : message;
      this.error(words, { from: pos[0], to: pos[1] });
    }
    this.root = this.document?.errors.length === 0 ? this.resolved(this.document.contents) : undefined;
    const second = documents[1]?.contents?.range;
    if (second) this.warn("only the first document of a file with several (---) is read", { from: second[0], to: second[0] });
  }

  error(message: string, stretch: Stretch): void {
    this.report("error", message, stretch);
  }

  warn(message: string, stretch: Stretch): void {
    this.report("warning", message, stretch);
  }

  /** What Prometheus or Alertmanager refuses, and what can be taken over all the same. */
  errorUnlessLenient(message: string, stretch: Stretch): void {
    this.report(this.isLenient ? "warning" : "error", message, stretch);
  }

  lineOf(offset: number): number {
    return this.lines.linePos(offset).line;
  }

  stretchOf(node: Node): Stretch {
    const [from, to] = node.range ?? [0, 0];
    return { from, to };
  }

  /** The items of a list, or nothing (and a mistake noted) when it is none. */
  list(node: Node | undefined, what: string, owner: Stretch): Node[] {
    if (!node) return [];
    if (!isSeq(node)) {
      this.error(`${what} is a list, each entry beginning with a dash`, this.headOf(node, owner));
      return [];
    }
    if (this.isTooOften(node, node.items.length)) return [];
    return node.items.map((item) => this.resolved(item as Node)).filter((item) => item !== undefined);
  }

  /** The fields of a mapping by name, or nothing (and a mistake noted) when it is none. */
  fields(node: Node | undefined, what: string, owner: Stretch): Map<string, Field> | undefined {
    if (!node || !isMap(node)) {
      this.error(`${what} is a mapping of fields, such as "name: value"`, node ? this.headOf(node, owner) : owner);
      return undefined;
    }
    const fields = new Map<string, Field>();
    if (this.isTooOften(node, node.items.length)) return fields;
    this.collect(node, fields, 0);
    return fields;
  }

  /** A field's text; nothing when it is absent, and a mistake noted when it is no scalar. */
  text(field: Field | undefined, what: string): ScalarText | undefined {
    if (!field) return undefined;
    if (!field.node) return { text: "", from: field.key.to, to: field.key.to, place: () => field.key };
    if (isScalar(field.node)) return scalarText(this.source, field.node);
    this.error(`${what} is a text, not a ${isSeq(field.node) ? "list" : "mapping"}`, this.headOf(field.node, field.key));
    return undefined;
  }

  /** Notes every field that is not in the list. */
  onlyKnown(
    fields: ReadonlyMap<string, Field>,
    what: string,
    known: readonly string[],
    { isStrict = !this.isLenient }: { isStrict?: boolean } = {},
  ): void {
    for (const [name, { key }] of fields) {
      if (known.includes(name)) continue;
      this.report(
        isStrict ? "error" : "warning",
        `${what} has no field ${JSON.stringify(name)}; it knows ${known.join(", ")}`,
        key,
      );
    }
  }

  private collect(map: YAMLMap, fields: Map<string, Field>, depth: number): void {
    for (const pair of map.items as Pair<Node, Node | null>[]) {
      const keyNode = this.resolved(pair.key);
      const node = this.resolved(pair.value);
      if (!isScalar(keyNode)) {
        if (keyNode) this.error("a field's name is a text", this.stretchOf(keyNode));
        continue;
      }
      const key = scalarText(this.source, keyNode);
      // `<<: *defaults` brings another mapping's fields along; those written out win.
      if (key.text === "<<" && isMap(node) && depth < 10) {
        const merged = new Map<string, Field>();
        this.collect(node, merged, depth + 1);
        for (const [name, field] of merged) if (!fields.has(name)) fields.set(name, field);
      } else {
        fields.set(key.text, { key, node: isScalar(node) && node.value === null ? undefined : node });
      }
    }
  }

  /** Lists and mappings that are read again and again through aliases: a few lines of those can stand for billions. */
  private isTooOften(node: Node, size: number): boolean {
    if (this.seen.has(node)) this.repeats += 1 + size;
    this.seen.add(node);
    if (this.repeats <= mostRepeats) return false;
    const message = "the file's aliases (*) repeat too much of it: write out what is meant";
    if (!this.diagnostics.some((found) => found.message === message)) this.error(message, this.headOf(node, { from: 0, to: 0 }));
    return true;
  }

  private resolved(node: Node | null | undefined): Node | undefined {
    if (!isAlias(node)) return node ?? undefined;
    return (this.document && node.resolve(this.document)) ?? undefined;
  }

  /** Of a text that is not parsed; otherwise the parser does it. */
  private countLines(): void {
    for (let start = 0; start >= 0; ) {
      this.lines.addNewLine(start);
      const end = this.source.indexOf("\n", start);
      start = end < 0 ? -1 : end + 1;
    }
  }

  /** The first line of something long, so that the mark does not cover half the file. */
  private headOf(node: Node, otherwise: Stretch): Stretch {
    if (!node.range) return otherwise;
    const [from, to] = node.range;
    const lineEnd = this.source.indexOf("\n", from);
    return { from, to: lineEnd < 0 ? to : Math.min(to, lineEnd) };
  }

  private report(severity: Diagnostic["severity"], message: string, { from, to }: Stretch): void {
    const { line, col } = this.lines.linePos(from);
    // The library says line 0 for an empty file.
    this.diagnostics.push({ severity, message, place: { from, to, line: Math.max(line, 1), column: Math.max(col, 1) } });
  }
}
