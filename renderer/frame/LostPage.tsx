import { useLocation } from "react-router";
import { EmptyState } from "../components/EmptyState";

/** For a link that leads nowhere. */
export function LostPage() {
  const { pathname } = useLocation();
  return (
    <EmptyState title="There is no such page" action={<a href="#/overview">Go to the Overview</a>}>
      Nothing in this console is called {pathname}.
    </EmptyState>
  );
}
