import { Info } from "lucide-react";
import { formatCount } from "#shared/format/count";
import { Button } from "../../../components/Button";
import { visibleText } from "../../../components/visible-text";
import { NoteBar } from "../NoteBar";
import type { Unread } from "./unread";

interface Props {
  unread: Unread;
  /** Runs the query without them. */
  onLeaveOut(): void;
}

/** Lines that a parser of the query could not read: they are no failure, but filters behind it do not see into them. */
export function UnreadLines({ unread: { error, count, of }, onLeaveOut }: Props) {
  const lines = `${formatCount(count)} of ${formatCount(of)} ${of === 1 ? "line" : "lines"}`;
  return (
    <NoteBar
      icon={Info}
      action={
        <Button size="small" onClick={onLeaveOut}>
          Leave them out
        </Button>
      }
    >
      {lines} could not be read by the query's parser (<code>{visibleText(error)}</code>).
    </NoteBar>
  );
}
