// What a reader wants of the values at one place of a JSON document.

/** Values of a kind that is not named here are passed over, at no cost but their length. */
export interface Place {
  /** Takes a value whole: parsed, and with the byte it begins at. */
  take?: ((value: unknown, at: number) => void) | undefined;
  /** Goes into an object, instead of taking it. */
  object?: ObjectPlace | undefined;
  /** Goes into a list, instead of taking it. */
  list?: ListPlace | undefined;
}

export interface ListPlace {
  items: Place;
  begins?(): void;
}

export interface ObjectPlace {
  /** Members to go into. */
  enters: ReadonlyMap<string, Place>;
  /** Members that are kept, parsed, for `ends`. */
  keeps: ReadonlySet<string>;
  begins?(): void;
  /** Another member, which is passed over. */
  passes?(key: string): void;
  /** At its end; also where the text breaks off in the middle of it, with what was kept until then. */
  ends?(kept: ReadonlyMap<string, unknown>, at: number): void;
}
