import { expect, test } from "vitest";
import { message } from "../../../test/examples";
import { translate } from "./translate";

const TOPIC_ID = "c1";

test.each([
  [7, 7],
  [undefined, null],
  ["7", null],
  [1.5, null],
])("an edit count of %j is taken for %j", (edit_count, editCount) => {
  expect(translate("message:updated", { ...message(1), edit_count }, TOPIC_ID)).toEqual({
    type: "message-changed",
    message: message(1),
    editCount,
  });
  expect(translate("message:deleted", { id: "m1", edit_count }, TOPIC_ID)).toEqual({
    type: "message-removed",
    conversationId: TOPIC_ID,
    messageId: "m1",
    editCount,
  });
});
