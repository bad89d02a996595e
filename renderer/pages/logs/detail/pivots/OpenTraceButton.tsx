import { ChevronDown } from "lucide-react";
import { Link, useNavigate } from "react-router";
import { Button } from "../../../../components/Button";
import { Menu } from "../../../../components/Menu";
import styles from "../LineDetail.module.css";
import type { TraceWays } from "./trace-ways";

interface Props {
  id: string;
  /** Which of several it is: " 4bf92f35…". Empty where there is one. */
  short: string;
  ways: TraceWays;
}

/** Opens a trace: here where a server with traces is connected, else, or as well, where the connection of the logs says. */
export function OpenTraceButton({ id, short, ways: { inside, outside } }: Props) {
  const navigate = useNavigate();
  const [first, second] = inside;
  return (
    <>
      {first && second && (
        <Menu
          align="start"
          trigger={
            <Button size="small" title={id}>
              Open trace{short}
              <ChevronDown size={14} aria-hidden />
            </Button>
          }
          items={inside.map(({ name, to }) => ({ label: `In ${name}`, onSelect: () => void navigate(to) }))}
        />
      )}
      {first && !second && (
        <Link className={styles.link} to={first.to} title={id}>
          Open trace{short}
        </Link>
      )}
      {outside && (
        <a className={styles.link} href={outside.href} target="_blank" rel="noopener noreferrer" title={id}>
          {first ? `Open${short} at ${outside.host}` : `Open trace${short}`}
        </a>
      )}
    </>
  );
}
