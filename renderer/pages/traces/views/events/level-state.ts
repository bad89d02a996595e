/** How a level is coloured: the words that loggers use for it are many. */
export function levelState(level: string): "critical" | "warning" | "quiet" | undefined {
  switch (level.toLowerCase()) {
    case "fatal":
    case "critical":
    case "crit":
    case "panic":
    case "emerg":
    case "alert":
    case "err":
    case "error":
    case "severe":
      return "critical";
    case "warn":
    case "warning":
      return "warning";
    case "debug":
    case "trace":
    case "verbose":
      return "quiet";
    default:
      return undefined;
  }
}
