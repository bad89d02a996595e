import type { InboxAlert } from "#shared/model/alert";
import type { Series } from "#shared/model/series";

/**
 * The series that an alert is about, out of all that its expression gives: those whose labels the alert carries too. When
 * a rule's own labels hide the series' ones none is found so, and all are drawn.
 */
export function seriesOfAlert(series: readonly Series[], { labels }: Pick<InboxAlert, "labels">): Series[] {
  const own = series.filter((one) =>
    Object.entries(one.labels).every(
      ([name, value]) => name === "__name__" || (Object.hasOwn(labels, name) && labels[name] === value),
    ),
  );
  return own.length > 0 ? own : [...series];
}
