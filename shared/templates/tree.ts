// What a parsed template consists of.
import type { Value } from "./value";

export interface Placed {
  from: number;
  to: number;
}

/** `fieldsFrom`: where the fields behind a value begin; Go reports mistakes in them there. */
export type Operand = Placed & { fieldsFrom?: number } & (
    | { kind: "literal"; value: Value }
    | { kind: "nil" }
    /** `.Labels.job` and `.`: fields of the dot. */
    | { kind: "dot"; path: string[] }
    | { kind: "variable"; name: string; path: string[] }
    | { kind: "function"; name: string; path: string[] }
    | { kind: "pipeline"; pipeline: Pipeline; path: string[] }
  );

/** A function or method with its arguments, or a lone value. */
export type Command = Placed & { words: [Operand, ...Operand[]] };

/** Commands from left to right; what one gives becomes the last argument of the next. */
export type Pipeline = Placed & {
  commands: Command[];
  /** Variables that get the value: `$x :=`, or `$x =` for one that is there already. Of a `range` up to two. */
  variables: string[];
  isAssignment: boolean;
};

export interface Branches {
  pipeline: Pipeline;
  holds: Node[];
  otherwise: Node[];
}

export type Node =
  | { kind: "text"; text: string }
  | { kind: "print"; pipeline: Pipeline }
  | ({ kind: "if" | "with" } & Branches)
  | ({ kind: "range" } & Branches)
  | ({ kind: "template"; name: string; pipeline: Pipeline | undefined } & Placed)
  | { kind: "break" | "continue" };

export interface Template {
  source: string;
  nodes: Node[];
  /** Those that `define` and `block` make, by name. */
  defined: Map<string, Node[]>;
  /** The names that `template` calls, each at its place. */
  calls: (Placed & { name: string })[];
  /** Whether a `query` is anywhere in it. */
  usesQueries: boolean;
}
