import { type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createHashRouter, Navigate, RouterProvider } from "react-router";
import { Frame } from "./frame/Frame";
import { LostPage } from "./frame/LostPage";
import { PageOutlet } from "./frame/PageOutlet";
import { pages } from "./pages";

export type Router = ReturnType<typeof createRouter>;

/** The way from the address to the page. Begins to follow the address at once. */
export const createRouter = () =>
  createHashRouter([
    {
      path: "/",
      element: <Frame />,
      children: [
        { index: true, element: <Navigate to="/overview" replace /> },
        ...pages.map((page) => ({ path: page.path, element: <PageOutlet page={page} /> })),
        { path: "*", element: <LostPage /> },
      ],
    },
  ]);

/** The whole window. */
export function App({ cache, router }: { cache: QueryClient; router: Router }) {
  return (
    <QueryClientProvider client={cache}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  );
}
