import { ScrollText } from "lucide-react";
import { Button } from "../../../components/Button";
import { Card } from "../../../components/Card";
import { EmptyState } from "../../../components/EmptyState";

/** In the place of this machine's logs while none of them were picked. */
export function NoPlaces({ onPick }: { onPick?: (() => void) | undefined }) {
  return (
    <Card>
      <EmptyState
        icon={ScrollText}
        title="No logs of this machine have been picked"
        action={
          onPick && (
            <Button kind="primary" onClick={onPick}>
              Pick logs
            </Button>
          )
        }
      >
        The journal, log files and containers of this machine can be read here with the same queries as a Loki. Only what you pick
        is read.
      </EmptyState>
    </Card>
  );
}
