// Numbers that carry their unit in the type. A plain number still fits where one is expected, so arithmetic stays plain;
// handing an instant to something that wants a duration is a compile error.

declare const unit: unique symbol;
type Quantity<Unit extends string> = number & { readonly [unit]?: Unit };

/** A length of time in milliseconds. */
export type Milliseconds = Quantity<"ms">;
/** An instant: milliseconds since 1970-01-01T00:00:00Z. */
export type EpochMs = Quantity<"epoch-ms">;

export const seconds = (count: number): Milliseconds => count * 1000;
export const minutes = (count: number): Milliseconds => count * 60_000;
export const hours = (count: number): Milliseconds => count * 3_600_000;

/**
 * A length that was measured, in seconds, to the whole microsecond: what is finer is the clock's noise, and the store packs whole
 * numbers into a third of the space.
 */
export const measuredSeconds = (length: Milliseconds): number => Math.round(length * 1000) / 1e6;
