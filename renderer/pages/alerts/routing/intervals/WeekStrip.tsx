import { useMemo } from "react";
import { formatDay } from "#shared/format/clock-time";
import type { TimeInterval } from "#shared/model/routing";
import type { EpochMs } from "#shared/units/time";
import styles from "./Intervals.module.css";
import { partOfWeek, weekOf } from "./week";

const dayNames = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const hourMarks = [0, 6, 12, 18, 24];

/** The next seven days by this machine's clock, with the times in which the interval applies filled in. */
export function WeekStrip({ interval, now }: { interval: TimeInterval; now: EpochMs }) {
  // To the quarter of an hour: the days are not worked out anew with each tick.
  const quarter = Math.floor(now / 900_000) * 900_000;
  const days = useMemo(() => weekOf(interval, quarter), [interval, quarter]);
  const today = days[0]?.start ?? now;
  const share = Math.round(partOfWeek(days) * 100);
  return (
    <figure className={styles.week} aria-label={`Applies for ${share}% of the next seven days`}>
      <div className={styles.hours} aria-hidden>
        {hourMarks.map((hour) => (
          <span key={hour} style={{ left: `${(hour / 24) * 100}%` }}>
            {String(hour).padStart(2, "0")}
          </span>
        ))}
      </div>
      {days.map(({ start, stretches }, index) => (
        <div key={start} className={styles.day}>
          <span className={styles.dayName} title={formatDay(start)}>
            {index === 0 ? "Today" : dayNames[new Date(start).getDay()]}
          </span>
          <span className={styles.dayTrack}>
            {stretches.map(({ from, to }) => (
              <span key={from} className={styles.stretch} style={{ left: `${from * 100}%`, width: `${(to - from) * 100}%` }} />
            ))}
            {index === 0 && (
              <span className={styles.now} style={{ left: `${Math.min(100, ((now - today) / 86_400_000) * 100)}%` }} />
            )}
          </span>
        </div>
      ))}
      <figcaption className={styles.caption}>
        By this machine's clock; {share === 0 ? "it does not apply in this week" : `${share}% of the week`}.
      </figcaption>
    </figure>
  );
}
