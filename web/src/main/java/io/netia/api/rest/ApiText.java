package io.netia.api.rest;

/** What a partner reads first. */
final class ApiText {

  static final String DESCRIPTION =
      """
      Conversations between the visitors of websites and an account's team. Every path begins with `/api`; bodies are
      JSON in UTF-8 with names in snake_case. Forms (`application/x-www-form-urlencoded`, `multipart/form-data`) are
      taken as well, with brackets for nesting: `user[email]=…`.

      **Sign in.** `POST /api/session` answers with a `token`, which is good for 30 minutes, and a `renew_token` for
      `POST /api/session/renew`, which is good once, for 30 days. Send the token as `Authorization: Bearer <token>`, or
      bare as `Authorization: <token>`. Operations that need none are marked; an expired token is refused there, too.

      **Fields.** Most writes nest their fields under the name of the resource, as in `{"inbox": {"name": "Sales"}}`.
      Unknown fields are ignored. `PUT` changes only what is sent, and `PATCH` does the same. Ids are UUIDs, those of
      users are integers. `created_at` and `updated_at` are in UTC without a zone; other times end with `Z`. Answers
      can get new fields: ignore what you do not know.

      **Errors.** Every refusal has `error` with `status`, `message`, a word as `code`, and `request_id`; with 422 also
      `errors`, the reasons by field. What belongs to another account does not exist: 404.

      **Pages.** `GET /api/conversations` goes by cursor: pass `next` as `after` until it is null.
      `GET /api/customers` goes by `page` and `page_size`. `GET /api/conversations/{id}/messages` goes by `seq`, the
      number of a message, and `GET /api/feed` by `cursor`; both take `wait`, for answers as soon as there is something.

      **Repeats.** `Idempotency-Key` on `POST` of conversations, messages and customers makes a repeat harmless: it is
      answered with the first one's result. So does `client_id` of a message.

      **Limits.** Requests of one address are counted, and bodies have a largest size. Beyond them the answer is 429 or
      413, or 503 while the server is busy; `Retry-After` has the seconds to wait. 500 is a fault of ours.

      Live events come over sockets, which have a document of their own.
      """;

  static final String TOKEN =
      "The access token of a session. The header may have it without the word `Bearer`, too.";

  static final String RENEW_TOKEN = "The renew token of a session; good once.";

  private ApiText() {}
}
