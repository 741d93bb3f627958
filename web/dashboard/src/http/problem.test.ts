import { describe, expect, it } from "vitest";
import { problemFrom } from "./problem";

describe("a problem", () => {
  it("has the server's message, fields, code and request id", () => {
    const errors = { email: ["has already been taken"] };
    const body = {
      error: { status: 422, message: "Not valid", code: "validation", request_id: "r", errors },
      errors: { detail: "x" },
    };
    expect(problemFrom(422, body, null)).toMatchObject({
      status: 422,
      message: "Not valid",
      requestId: "r",
      fields: errors,
      code: "validation",
    });
  });

  it("is read from the older family too", () => {
    expect(problemFrom(404, { errors: { detail: "Not Found" } }, "h")).toMatchObject({
      message: "Not Found",
      requestId: "h",
      fields: {},
    });
    expect(problemFrom(422, { errors: { body: ["can't be blank"] } }, null).fields).toEqual({
      body: ["can't be blank"],
    });
  });

  it("decides nothing when somebody else than the application answers, such as a server that is still starting", () => {
    for (const status of [401, 404, 502]) expect(problemFrom(status, null, null).isTransient).toBe(true);
    expect(problemFrom(404, { error: { message: "Not found" } }, null).isTransient).toBe(false);
    expect(problemFrom(500, { errors: { detail: "Internal Server Error" } }, null).isTransient).toBe(true);
  });
});
