// Fields of a JSON line, as Loki's `json` stage makes labels of them: objects are flattened, arrays and nulls passed over, numbers
// stay as they were written. A reader of our own, since JSON.parse loses how numbers are written and all of a line that is cut.
import { firstNameOf, labelNameOf } from "./label-names";

/** Deeper objects are passed over: a line of a hundred thousand `{` must not end the stack. */
const deepest = 100;

const literal = /true|false|null/y;
const number = /-?[0-9][0-9.eE+-]*/y;

class Mistake extends Error {}

/** Tells the fields in their order. What is wrong with the text comes back as a sentence; fields before it were told. */
export function readJsonFields(text: string, field: (name: string, value: string) => void): string | undefined {
  return attempt(() => {
    const reader = new JsonReader(text);
    reader.blanks();
    if (!reader.isAt("{")) throw new Mistake("the line is no JSON object");
    reader.object("", 0, field);
  });
}

/** The texts among an object's own members, as `unpack` takes them. */
export function readJsonTexts(text: string, field: (name: string, value: string) => void): string | undefined {
  return attempt(() => new JsonReader(text).texts(field));
}

/**
 * The values at paths, as texts: objects and arrays as they are written, null and what is not there as nothing. What stands before the
 * place where a line is cut is found.
 */
export function readJsonPaths(text: string, paths: readonly (readonly (string | number)[])[]): (string | undefined)[] {
  return paths.map((path) => {
    const reader = new JsonReader(text);
    attempt(() => reader.find(path));
    return reader.found;
  });
}

function attempt(read: () => void): string | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    if (!(error instanceof Mistake)) throw error;
    return error.message;
  }
}

class JsonReader {
  private place = 0;
  found: string | undefined;

  constructor(private readonly text: string) {}

  isAt(sign: string): boolean {
    return this.text[this.place] === sign;
  }

  blanks(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.place);
      if (code !== 0x20 && code !== 0x09 && code !== 0x0a && code !== 0x0d) return;
      this.place++;
    }
  }

  private take(sign: string): void {
    this.blanks();
    if (!this.isAt(sign)) throw new Mistake(`expected \`${sign}\` at character ${this.place + 1}`);
    this.place++;
  }

  /** Every member of an object, with the place at its value, until one is what was looked for. */
  private members(member: (key: string) => boolean): void {
    this.take("{");
    this.blanks();
    while (!this.isAt("}")) {
      this.blanks();
      const key = this.string();
      this.take(":");
      this.blanks();
      if (member(key)) return;
      this.blanks();
      if (this.isAt("}")) break;
      this.take(",");
      this.blanks();
    }
    this.take("}");
  }

  texts(field: (name: string, value: string) => void): void {
    this.members((key) => {
      if (this.isAt('"')) field(key, this.string());
      else this.whole();
      return false;
    });
  }

  object(prefix: string, depth: number, field: (name: string, value: string) => void): void {
    this.members((key) => {
      const part = prefix === "" ? firstNameOf(key) : labelNameOf(key);
      const name = prefix === "" || part === "" ? `${prefix}${part}` : `${prefix}_${part}`;
      if (this.isAt("{") && depth < deepest) {
        this.object(name, depth + 1, field);
        return false;
      }
      const value = this.isAt("{") || this.isAt("[") ? this.pass() : this.scalar();
      if (value !== undefined && name !== "") field(name, value);
      return false;
    });
  }

  /** Undefined for null. */
  private scalar(): string | undefined {
    if (this.isAt('"')) return this.string();
    for (const pattern of [number, literal]) {
      pattern.lastIndex = this.place;
      const found = pattern.exec(this.text)?.[0];
      if (found === undefined) continue;
      this.place = pattern.lastIndex;
      return found === "null" ? undefined : found;
    }
    throw new Mistake(`expected a value at character ${this.place + 1}`);
  }

  private string(): string {
    if (!this.isAt('"')) throw new Mistake(`expected a text in quotes at character ${this.place + 1}`);
    const from = this.place + 1;
    this.passString();
    const raw = this.text.slice(from, this.place - 1);
    return raw.includes("\\") ? unescaped(raw) : raw;
  }

  private passString(): void {
    const from = this.place;
    let end = this.text.indexOf('"', from + 1);
    while (end >= 0 && isEscaped(this.text, end)) end = this.text.indexOf('"', end + 1);
    if (end < 0) throw new Mistake(`the text that begins at character ${from + 1} does not end`);
    this.place = end + 1;
  }

  /** Passes over an object or array, without looking at what is right inside. */
  private pass(): undefined {
    const from = this.place;
    let open = 0;
    for (; this.place < this.text.length; this.place++) {
      const sign = this.text[this.place];
      if (sign === '"') {
        this.passString();
        this.place--;
      } else if (sign === "{" || sign === "[") open++;
      else if ((sign === "}" || sign === "]") && --open === 0) {
        this.place++;
        return undefined;
      }
    }
    throw new Mistake(`what begins at character ${from + 1} does not end`);
  }

  /** Looks for the value at a path: the first there is, even where the text is wrong behind it. */
  find(path: readonly (string | number)[]): void {
    this.blanks();
    const [step, ...rest] = path;
    if (step === undefined) this.found = this.whole();
    else if (typeof step === "string") this.inObject(step, rest);
    else this.inArray(step, rest);
  }

  private inObject(step: string, rest: readonly (string | number)[]): void {
    if (!this.isAt("{")) return;
    this.members((key) => {
      if (key !== step) {
        this.whole();
        return false;
      }
      this.find(rest);
      return true;
    });
  }

  private inArray(step: number, rest: readonly (string | number)[]): void {
    if (!this.isAt("[")) return;
    this.place++;
    this.blanks();
    for (let index = 0; !this.isAt("]"); index++) {
      if (index === step) {
        this.find(rest);
        return;
      }
      this.whole();
      this.blanks();
      if (this.isAt("]")) return;
      this.take(",");
      this.blanks();
    }
  }

  private whole(): string | undefined {
    if (!this.isAt("{") && !this.isAt("[")) return this.scalar();
    const from = this.place;
    this.pass();
    return this.text.slice(from, this.place);
  }
}

function isEscaped(text: string, at: number): boolean {
  let first = at;
  while (text[first - 1] === "\\") first--;
  return (at - first) % 2 === 1;
}

const loneSurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** Loki gives up on a text with a wrong escape, and has nothing in its place. */
function unescaped(raw: string): string {
  try {
    const text: unknown = JSON.parse(`"${raw.replaceAll("\t", "\\t")}"`);
    return typeof text === "string" && !loneSurrogate.test(text) ? text : "";
  } catch {
    // What is no JSON text is nothing, as said above.
    return "";
  }
}
