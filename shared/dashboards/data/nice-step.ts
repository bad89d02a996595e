/** The next of 1, 2, 2.5 or 5 and noughts that is not smaller. */
export function niceStep(wanted: number): number {
  if (!(wanted > 0) || !Number.isFinite(wanted)) return 1;
  const power = Math.floor(Math.log10(wanted) + 1e-9);
  for (const digit of [1, 2, 2.5, 5]) {
    const step = power < 0 ? digit / 10 ** -power : digit * 10 ** power;
    if (step >= wanted * (1 - 1e-9)) return step;
  }
  return power + 1 < 0 ? 1 / 10 ** -(power + 1) : 10 ** (power + 1);
}
