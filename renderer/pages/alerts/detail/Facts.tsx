import type { AlertOrigin, InboxAlert } from "#shared/model/alert";
import { assertNever } from "#shared/model/failure";
import type { Labels } from "#shared/model/labels";
import { Card } from "../../../components/Card";
import { visibleText } from "../../../components/visible-text";
import styles from "./Detail.module.css";
import { safeLink } from "./safe-link";

interface Props {
  alert: InboxAlert;
  nameOfSource(id: string): string;
}

/** What is written on an alert, and where it was seen. */
export function Facts({ alert, nameOfSource }: Props) {
  return (
    <Card className={styles.facts}>
      <div className={styles.pairLists}>
        <Pairs title="Labels" pairs={alert.labels} />
        <Pairs title="Annotations" pairs={alert.annotations} />
        <div>
          <h3 className={styles.pairsTitle}>Seen at</h3>
          <ul className={styles.origins}>
            {alert.origins.map((origin) => (
              <li key={keyOf(origin)}>
                <Origin origin={origin} nameOfSource={nameOfSource} />
              </li>
            ))}
          </ul>
        </div>
      </div>
    </Card>
  );
}

const keyOf = (origin: AlertOrigin): string =>
  origin.kind === "rule"
    ? `rule ${origin.ruleId}`
    : `${origin.kind} ${origin.connection} ${"fingerprint" in origin ? origin.fingerprint : ""}`;

function Origin({ origin, nameOfSource }: { origin: AlertOrigin; nameOfSource(id: string): string }) {
  switch (origin.kind) {
    case "rule":
      return "this console: one of its rules";
    case "prometheus":
      return `${nameOfSource(origin.connection)}: a rule of the Prometheus server`;
    case "alertmanager": {
      const { receivers, silencedBy, inhibitedBy, generatorUrl } = origin;
      const words = [
        receivers.length > 0 && `sent to ${receivers.join(", ")}`,
        silencedBy.length > 0 && (silencedBy.length === 1 ? "silenced there" : `silenced there by ${silencedBy.length} silences`),
        inhibitedBy.length > 0 && "inhibited there by another alert",
      ].filter(Boolean);
      return (
        <>
          {nameOfSource(origin.connection)}: an Alertmanager{words.length > 0 && `, ${visibleText(words.join("; "))}`}
          {generatorUrl !== undefined && generatorUrl !== "" && (
            <>
              {" · "}
              <Value text={generatorUrl} />
            </>
          )}
        </>
      );
    }
    default:
      return assertNever(origin);
  }
}

function Pairs({ title, pairs }: { title: string; pairs: Labels }) {
  const names = Object.keys(pairs).sort();
  if (names.length === 0) return null;
  return (
    <div>
      <h3 className={styles.pairsTitle}>{title}</h3>
      <dl className={styles.pairs}>
        {names.map((name) => (
          <div key={name}>
            <dt>{visibleText(name)}</dt>
            <dd>
              <Value text={pairs[name] ?? ""} />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** A text from a rule or a server: a link where it is an address and nothing else. */
function Value({ text }: { text: string }) {
  const href = safeLink(text);
  return href === undefined ? (
    visibleText(text)
  ) : (
    <a href={href} target="_blank" rel="noopener noreferrer">
      {visibleText(text)}
    </a>
  );
}
