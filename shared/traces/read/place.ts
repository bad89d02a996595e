// What a reader wants of the values at one place of a JSON document.

/** Values of a kind that is not named here are passed over, at no cost but their length. */
export interface Place {
  /** Takes a value whole: parsed, and with the byte it begins at. */
  take?: ((value: unknown, at: number) => void) | undefined;
  /**
   * Reads an object out of the bytes themselves, and returns the place behind it; -1, and nothing is read: it is not written plainly
   * enough for that, or not whole in these bytes. It is then taken as usual.
   */
  plain?: ((bytes: Uint8Array, at: number) => number) | undefined;
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
