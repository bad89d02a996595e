import { useId, useState } from "react";
import type { ReportLine } from "#shared/dashboards/import/outcome";
import { Button } from "../../../components/Button";
import { SegmentedControl } from "../../../components/SegmentedControl";
import { visibleText } from "../../../components/visible-text";
import styles from "./Import.module.css";
import { groupReport } from "./items";

const mostLines = 500;
const levelWords = { converted: "converted", "left-out": "left out", note: "note" } as const;

/** What was carried over and what was not, panel by panel, each with its place in the file. */
export function ImportReport({ report }: { report: readonly ReportLine[] }) {
  const leftOut = report.filter(({ level }) => level === "left-out").length;
  const [isOpen, setOpen] = useState(false);
  const [isOnlyLeftOut, setOnlyLeftOut] = useState(leftOut > 0);
  const id = useId();
  const groups = isOpen ? groupReport(report.slice(0, mostLines), isOnlyLeftOut) : [];
  return (
    <div className={styles.report}>
      <div className={styles.reportHead}>
        <Button size="small" kind="quiet" aria-expanded={isOpen} aria-controls={id} onClick={() => setOpen(!isOpen)}>
          {isOpen ? "Hide the report" : reportWords(report.length, leftOut)}
        </Button>
        {isOpen && leftOut > 0 && leftOut < report.length && (
          <SegmentedControl
            label="Which lines of the report"
            value={isOnlyLeftOut ? "left-out" : "all"}
            onChange={(value) => setOnlyLeftOut(value === "left-out")}
            segments={[
              { value: "left-out", label: "Left out", count: leftOut },
              { value: "all", label: "All", count: report.length },
            ]}
          />
        )}
      </div>
      {isOpen && (
        <div id={id} className={styles.groups}>
          {groups.map(({ title, lines }) => (
            <section key={title}>
              <h3 className={styles.groupTitle}>{visibleText(title)}</h3>
              <ul>
                {lines.map((line, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: two lines may be about one place, and the list does not change
                  <li key={index} className={styles.line} data-level={line.level}>
                    <span className={styles.level}>{levelWords[line.level]}</span>
                    <span>
                      {visibleText(line.say)} <code className={styles.path}>{visibleText(line.path)}</code>
                    </span>
                  </li>
                ))}
              </ul>
            </section>
          ))}
          {report.length > mostLines && <p className={styles.facts}>and {report.length - mostLines} more lines</p>}
        </div>
      )}
    </div>
  );
}

function reportWords(count: number, leftOut: number): string {
  const lines = count === 1 ? "1 thing" : `${count} things`;
  return leftOut === 0 ? `Report: ${lines} converted or noted` : `Report: ${leftOut} left out, of ${lines}`;
}
