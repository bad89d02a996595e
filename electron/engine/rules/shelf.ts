// The rule files that are loaded, and reading them: what stands in a file becomes its groups, or its problem.
import { basename } from "node:path";
import { AppError, type Diagnostic } from "#shared/model/failure";
import type { RuleFile } from "#shared/model/rule";
import type { Log } from "../log";
import type { RuleFileEntry } from "../settings/schema";
import type { RuleLanguages } from "./languages";
import type { LoadedFile } from "./loaded-file";
import { hasErrors, type ParsedGroup, parseRuleFile } from "./rule-file";
import { fileVersion, readRuleFile } from "./rule-file-storage";
import type { RuleText } from "./rule-text";

export interface Parsed {
  groups: ParsedGroup[];
  diagnostics: Diagnostic[];
}

export interface Shelf {
  files(): LoadedFile[];
  /** Throws `not-found` for one that is gone. */
  get(id: string): LoadedFile;
  find(is: (file: LoadedFile) => boolean): LoadedFile | undefined;
  make(entry: RuleFileEntry, origin: RuleFile["origin"]): LoadedFile;
  put(file: LoadedFile): void;
  remove(id: string): void;
  /** The groups of a text, for that source. Throws `bad-file` with all its mistakes when it has errors. */
  parse(text: RuleText, of: NamedFor): Promise<Parsed>;
  check(text: RuleText, of: NamedFor): Promise<Diagnostic[]>;
  /** Reads a file as it is now; trouble with it becomes its problem, and what was loaded before goes on. */
  read(file: LoadedFile): Promise<void>;
  /** Whether it is on disk as it was when it was read. */
  isCurrent(file: LoadedFile): Promise<boolean>;
}

/** What a text is called, and where it is to be evaluated. */
type NamedFor = Pick<RuleFileEntry, "name" | "source">;

interface ShelfOptions {
  makeFile(entry: RuleFileEntry, origin: RuleFile["origin"]): LoadedFile;
  languages: Pick<RuleLanguages, "checker">;
  log: Log;
}

export function createShelf({ makeFile, languages, log }: ShelfOptions): Shelf {
  const files = new Map<string, LoadedFile>();
  const versions = new Map<string, string | undefined>();

  async function look({ text, encoding }: RuleText, { name, source }: NamedFor): Promise<Parsed> {
    const checkExpr = await languages.checker(source);
    const parsed = parseRuleFile(text, { checkExpr, isLenient: true, name: stemOf(name) });
    if (encoding) {
      const message = `this file is written in ${encoding}, which Prometheus cannot read: save it as UTF-8`;
      parsed.diagnostics.unshift({ severity: "warning", message, place: { from: 0, to: 0, line: 1, column: 1 } });
    }
    return parsed;
  }

  return {
    files: () => [...files.values()],
    get(id) {
      const file = files.get(id);
      if (file) return file;
      throw new AppError({ kind: "not-found", say: "This rule file is not loaded any more." });
    },
    find: (is) => [...files.values()].find(is),
    make: makeFile,
    put: (file) => void files.set(file.entry.id, file),
    remove(id) {
      files.delete(id);
      versions.delete(id);
    },
    async parse(text, of) {
      const parsed = await look(text, of);
      const { diagnostics } = parsed;
      if (hasErrors(diagnostics)) throw new AppError({ kind: "bad-file", say: sayErrors(of.name, diagnostics), diagnostics });
      return parsed;
    },
    check: async (text, of) => (await look(text, of)).diagnostics,
    async read(file) {
      const { id, path } = file.entry;
      versions.set(id, await fileVersion(path));
      try {
        const text = await readRuleFile(path);
        const { groups, diagnostics } = await this.parse(text, file.entry);
        file.replaceGroups(groups, diagnostics);
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        log.warn(`the rule file ${path}: ${error.failure.say}`);
        file.setProblem(error.failure.say, error.failure.diagnostics ?? []);
      }
    },
    isCurrent: async ({ entry }) => versions.has(entry.id) && (await fileVersion(entry.path)) === versions.get(entry.id),
  };
}

const stemOf = (name: string) => basename(name.replaceAll("\\", "/")).replace(/\.(?:ya?ml|rules)$/i, "");

function sayErrors(name: string, diagnostics: readonly Diagnostic[]): string {
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  const [first] = errors;
  const count = errors.length === 1 ? "an error" : `${errors.length} errors`;
  return `${name} has ${count}; ${errors.length === 1 ? "it is" : "the first is"} in line ${first?.place.line}: ${first?.message}.`;
}
