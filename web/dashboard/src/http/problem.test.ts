import { describe, expect, it, vi } from "vitest";
import { problemFrom } from "./problem";

const none = new Headers();

describe("a problem", () => {
  it("has the server's message, fields, code and request id", () => {
    const errors = { email: ["has already been taken"] };
    const body = {
      error: { status: 422, message: "Not valid", code: "validation", request_id: "r", errors },
      errors: { detail: "x" },
    };
    expect(problemFrom(422, body, none)).toMatchObject({
      status: 422,
      message: "Not valid",
      requestId: "r",
      fields: errors,
      code: "validation",
    });
  });

  it("gives as its reason what is wrong with the fields, if that is known", () => {
    const errors = { body: ["should be at most 5 character(s)"], file_ids: ["does not exist"] };
    const body = { error: { status: 422, message: "Unprocessable Entity", errors } };
    expect(problemFrom(422, body, none).reason).toBe("Body should be at most 5 character(s); File ids does not exist");
    expect(problemFrom(404, { error: { message: "Not found" } }, none).reason).toBe("Not found");
  });

  it("is read from the older family too", () => {
    expect(problemFrom(404, { errors: { detail: "Not Found" } }, new Headers({ "x-request-id": "h" }))).toMatchObject({
      message: "Not Found",
      requestId: "h",
      fields: {},
    });
    expect(problemFrom(422, { errors: { body: ["can't be blank"] } }, none).fields).toEqual({
      body: ["can't be blank"],
    });
  });

  it("decides nothing when somebody else than the application answers, such as a server that is still starting", () => {
    for (const status of [401, 404, 502]) expect(problemFrom(status, null, none).isTransient).toBe(true);
    expect(problemFrom(404, { error: { message: "Not found" } }, none).isTransient).toBe(false);
    expect(problemFrom(500, { errors: { detail: "Internal Server Error" } }, none).isTransient).toBe(true);
  });

  it("passes when it is of the moment, and stays when it is of the request", () => {
    const of = (status: number) => problemFrom(status, { error: { message: "No" } }, none).isTransient;
    expect([408, 425, 429, 500, 502, 503, 504].filter((status) => !of(status))).toEqual([]);
    expect([400, 401, 403, 404, 409, 413, 422].filter(of)).toEqual([]);
  });

  it.each([
    [413, { error: { message: "Payload Too Large" } }, "This is too large to be sent"],
    [422, { error: { message: "Unprocessable Entity" } }, "Please check what you entered"],
    [429, { error: { message: "Too Many Requests" } }, "Too many requests at once. Please try again in 12 seconds"],
    [503, { errors: { detail: "Service Unavailable" } }, "The server is busy. Please try again in 12 seconds"],
    [500, { errors: { detail: "Internal Server Error" } }, "Something went wrong on our side. Please try again"],
    [429, { error: { message: "Two links a day are enough" } }, "Two links a day are enough"],
  ])("explains in a sentence what %i means, unless the server has words of its own", (status, body, sentence) => {
    expect(problemFrom(status, body, new Headers({ "retry-after": "12" })).message).toBe(sentence);
  });

  it("stays when something between refuses a body that is too large", () => {
    const problem = problemFrom(413, undefined, none);
    expect(problem.isTransient).toBe(false);
    expect(problem.message).toBe("This is too large to be sent");
  });

  it("has how long the server asks to wait, in seconds or as a date", () => {
    vi.useFakeTimers({ now: new Date("2026-01-05T12:00:00Z") });
    const asked = (value: string) => problemFrom(503, null, new Headers({ "retry-after": value })).retryAfterMs;
    expect(asked("12")).toBe(12_000);
    expect(asked("Mon, 05 Jan 2026 12:00:30 GMT")).toBe(30_000);
    expect(asked("Mon, 05 Jan 2026 11:00:00 GMT")).toBe(0);
    expect(asked("soon")).toBeNull();
    expect(problemFrom(503, null, none).retryAfterMs).toBeNull();
    vi.useRealTimers();
  });
});
