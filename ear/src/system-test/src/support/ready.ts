import { send } from "./http";
import { serverUrl } from "./server";
import { until } from "./waiting";

/** Runs once before all files: a server that does not answer gives one sentence instead of a hundred failures. */
export default async function theServerIsReady(): Promise<void> {
  await until(
    `${serverUrl}/health/ready answers 200`,
    async () => {
      const answer = await send("GET", "/health/ready").catch(() => undefined);
      return answer?.status === 200;
    },
    60_000,
  );
}
