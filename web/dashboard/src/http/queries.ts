import { QueryClient } from "@tanstack/react-query";
import { asProblem } from "./problem";

/** An empty cache of the server's answers. */
export function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        retry: (failures, thrown) => asProblem(thrown).isTransient && failures < 2,
      },
    },
  });
}
