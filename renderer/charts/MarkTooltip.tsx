import styles from "./Recharts.module.css";

export interface TooltipMark {
  id: string;
  name: string;
  colour: string;
  detail: string;
  /** The one under the pointer, when all are listed. */
  isNearest: boolean;
}

/** A list can be longer than the chart that it is of. */
const mostListed = 16;

/** What the pointer is on: of Recharts' charts, in the look of those over time. */
export function MarkTooltip({ title, marks }: { title?: string; marks: readonly TooltipMark[] }) {
  return (
    <div className={styles.tooltip}>
      {title !== undefined && <p>{title}</p>}
      <ul>
        {marks.slice(0, mostListed).map(({ id, name, colour, detail, isNearest }) => (
          <li key={id} data-nearest={(isNearest && marks.length > 1) || undefined}>
            <i style={{ background: colour }} />
            <span>{name}</span>
            <b>{detail}</b>
          </li>
        ))}
      </ul>
      {marks.length > mostListed && <p>{`+ ${marks.length - mostListed} more`}</p>}
    </div>
  );
}
