import type { InboxAlert } from "#shared/model/alert";
import { alertMark, alertWords } from "./alert-words";
import { StateDot } from "./StateDot";

/** The mark before an alert's name; its words say both what it is doing and how urgent that is. */
export function AlertMark({ alert }: { alert: InboxAlert }) {
  return <StateDot state={alertMark(alert)} label={alertWords(alert)} />;
}
