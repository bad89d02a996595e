import { Age } from "../../../components/Age";
import { Badge } from "../../../components/Badge";
import { visibleText } from "../../../components/visible-text";
import { faceOf } from "./kinds";
import styles from "./Receivers.module.css";
import { describeState, describeTarget, type IntegrationRow, marksOf } from "./words";

interface Props {
  row: IntegrationRow;
  areSecretsEncrypted: boolean;
}

/** One way of telling: where to, how it has been doing, and what about it is less safe than it could be. */
export function IntegrationLine({ row, areSecretsEncrypted }: Props) {
  const { icon: Icon, title } = faceOf(row.kind);
  const { state, word, detail, at } = describeState(row);
  const target = describeTarget(row);
  return (
    <li className={styles.line}>
      <Icon size={15} className={styles.icon} aria-hidden />
      <div className={styles.lineMain}>
        <div className={styles.lineFirst}>
          <span>{title}</span>
          <span className={row.kind === "native" ? styles.detail : styles.target} title={target}>
            {visibleText(target)}
          </span>
        </div>
        {(detail !== undefined || at !== undefined) && (
          <div className={state === "critical" ? styles.trouble : styles.detail}>
            {detail !== undefined && visibleText(detail)}
            {at !== undefined && (
              <span className={styles.age}>
                {detail === undefined ? "" : " · "}
                {state === "critical" ? "for " : ""}
                <Age at={at} style={state === "critical" ? "span" : "ago"} />
              </span>
            )}
          </div>
        )}
      </div>
      <div className={styles.marks}>
        {marksOf(row, areSecretsEncrypted).map((mark) => (
          <Badge key={mark.text} state="warning" title={mark.why}>
            {mark.text}
          </Badge>
        ))}
        {!row.sendResolved && <span className={styles.detail}>firing only</span>}
        <Badge state={state}>{word}</Badge>
      </div>
    </li>
  );
}
