import { memo } from "react";
import type { LogsOptions } from "#shared/dashboards/options/logs";
import type { EpochMs } from "#shared/units/time";
import { zoneMoment } from "../../charts/time-zone";
import { classNames } from "../../components/class-names";
import { visibleText } from "../../components/visible-text";
import styles from "./Logs.module.css";
import { type LogLine, prettyText } from "./log-lines";

export interface LogRowProps {
  id: string;
  line: LogLine;
  options: LogsOptions;
  timeZone: string;
  writeTime(at: EpochMs): string;
  isChosen: boolean;
  isOpen: boolean;
  onClick(): void;
}

/** A line of a log. The level is a word and a colour; what is not known is neither. */
export const LogRow = memo(function LogRow({ id, line, options, timeZone, writeTime, isChosen, isOpen, onClick }: LogRowProps) {
  const text = options.prettifyLogMessage ? prettyText(line.text) : line.text;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the list
    // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus, and names its active line
    <div
      id={id}
      role="option"
      aria-selected={isChosen}
      data-level={line.level}
      className={classNames(styles.line, isChosen && styles.chosen, options.wrapLogMessage && styles.wrapped)}
      onClick={onClick}
    >
      {options.showTime && (
        <time className={styles.time} title={line.at === undefined ? undefined : zoneMoment(timeZone, line.at)}>
          {line.at === undefined ? "no time" : writeTime(line.at)}
        </time>
      )}
      <span className={styles.level}>{line.level === "unknown" ? "" : line.level}</span>
      {line.count > 1 && <span className={styles.count}>{`×\u2009${line.count}`}</span>}
      {options.showLabels && (
        <span className={styles.labels}>{line.labels.map(({ name, value }) => visibleText(`${name}=${value}`)).join(" ")}</span>
      )}
      <span className={styles.text}>{visibleText(text)}</span>
      {isOpen && <Details line={line} />}
    </div>
  );
});

function Details({ line }: { line: LogLine }) {
  if (line.labels.length === 0) return <p className={styles.none}>This line has no labels.</p>;
  return (
    <dl className={styles.details}>
      {line.labels.map(({ name, value }) => (
        <div key={name}>
          <dt>{visibleText(name)}</dt>
          <dd>{visibleText(value)}</dd>
        </div>
      ))}
    </dl>
  );
}
