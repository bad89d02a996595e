declare const unit: unique symbol;

/** An amount of data in bytes. */
export type Bytes = number & { readonly [unit]?: "bytes" };
