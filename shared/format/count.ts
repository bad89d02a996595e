/** A whole number with all of its digits: `12,345`. */
export const formatCount = (value: number): string => value.toLocaleString("en");
