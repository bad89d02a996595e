// How files are called that were rotated away: app.log.1, app.log.2.gz, app.log-20261121, app.log.2026-11-21.gz, app.log-1763683200.
const suffix = /(?:\.\d{1,4}|[.-]\d{4}-?\d\d-?\d\d(?:[T_.-]?\d{2,6})?(?:\.\d{1,4})?|-\d{10}|\.old)?(?:\.gz)?$/;

/** What a rotated file was called before; undefined of a name that is not of a rotated one. */
export function baseOf(name: string): string | undefined {
  const base = name.replace(suffix, "");
  return base === "" || base === name ? undefined : base;
}

export const isGzip = (path: string): boolean => path.endsWith(".gz");
