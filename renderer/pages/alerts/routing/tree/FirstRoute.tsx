import { Plus, Split } from "lucide-react";
import { Link } from "react-router";
import { Button } from "../../../../components/Button";
import { EmptyState } from "../../../../components/EmptyState";
import { tabPath } from "../../url";
import styles from "./Tree.module.css";

/** Below a tree of one node: what more there could be. */
export function FirstRoute({ onAdd }: { onAdd(): void }) {
  return (
    <div className={styles.firstRoute}>
      <EmptyState
        icon={Split}
        title="All alerts go one way"
        action={
          <Button icon={Plus} onClick={onAdd}>
            Add a route
          </Button>
        }
      >
        A route sends some of them elsewhere, or sooner: what is critical to the team on duty, what is only information once a
        day. Whom it tells is one of the <Link to={tabPath("receivers")}>receivers</Link>.
      </EmptyState>
    </div>
  );
}
