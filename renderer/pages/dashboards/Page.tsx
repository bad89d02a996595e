import { useParams } from "react-router";
import { DashboardList } from "./list/DashboardList";
import { OpenDashboard } from "./OpenDashboard";

/** All dashboards, or the one that the address names. */
export function Page() {
  const { uid } = useParams();
  return uid === undefined ? <DashboardList /> : <OpenDashboard key={uid} uid={uid} />;
}
