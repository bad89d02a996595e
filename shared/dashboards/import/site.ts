// Where in the given text something is being read, and what is said about it.
import type { ReportLine } from "./outcome";

/** Turns a path inside of a panel (`.fieldConfig.defaults`) into one of the text that was given. */
export type PathOf = (inside: string) => string;

/** One panel, or the dashboard itself. */
export class Site {
  readonly lines: ReportLine[] = [];
  /** Nothing that matters was lost. */
  isWhole = true;
  private readonly said = new Set<string>();

  constructor(
    private readonly pathOf: PathOf,
    private readonly panel?: string,
    /** Of the dashboard, when this is one of its panels. */
    private readonly whole?: Site,
  ) {}

  converted(inside: string, say: string): void {
    this.add("converted", inside, say);
  }

  note(inside: string, say: string): void {
    this.add("note", inside, say);
  }

  /** What holds for many panels and matters to none is said once for all of them, with the first place. */
  noteForAll(inside: string, say: string): void {
    const { whole } = this;
    if (!whole) this.note(inside, say);
    else if (!whole.said.has(say)) {
      whole.said.add(say);
      whole.lines.push({ path: this.pathOf(inside), level: "note", say });
    }
  }

  /** Something small is missing. */
  leftOut(inside: string, say: string): void {
    this.add("left-out", inside, say);
  }

  /** Without this, the panel does not show what it showed. */
  lost(inside: string, say: string): void {
    this.isWhole = false;
    this.add("left-out", inside, say);
  }

  /** The same sentence once for each panel, however often it holds: the first place is enough to find the others. */
  private add(level: ReportLine["level"], inside: string, say: string): void {
    if (this.said.has(say)) return;
    this.said.add(say);
    this.lines.push({ path: this.pathOf(inside), ...(this.panel === undefined ? {} : { panel: this.panel }), level, say });
  }
}
