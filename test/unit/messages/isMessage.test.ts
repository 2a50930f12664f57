import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isMessage } from "../../../model/messages/isMessage.js";
import { says, sentences, type Message } from "../../../model/messages/message.js";
import { englishOf } from "../../../model/messages/translate.js";

const { message } = fc.letrec<{ message: Message; value: string | number | Message }>((tie) => ({
  message: fc.oneof(
    { depthSize: "small", maxDepth: 6 },
    fc.string().map((text) => says(text)),
    fc.array(tie("value"), { maxLength: 3 }).map((values) => says("{0} a {1} b {2}", ...values)),
    fc.array(tie("message"), { maxLength: 3 }).map((parts) => sentences(...parts)),
  ),
  value: fc.oneof({ maxDepth: 6 }, fc.string(), fc.integer(), tie("message")),
}));

describe("isMessage", () => {
  it("knows every message that went through a record, which says the same then", () => {
    fc.assert(
      fc.property(message, (said) => {
        const read: unknown = JSON.parse(JSON.stringify(said));
        expect(isMessage(read) && englishOf(read)).toBe(englishOf(said));
      }),
    );
  });

  it.each([
    null,
    "See the log.",
    {},
    { text: 7 },
    { text: "", values: {} },
    { text: "{0}", values: [null] },
    { sentences: {} },
    { sentences: ["See the log."] },
    { old: "See the log." },
  ])("takes %j for none", (value) => {
    expect(isMessage(value)).toBe(false);
  });

  it("takes for none what fills itself again and again, and what has no end", () => {
    let laugh: Message = says("ha".repeat(10));
    for (let i = 0; i < 15; i++) laugh = says("{0}".repeat(10), laugh);
    expect(isMessage(laugh)).toBe(false);
    let deep: Message = says("a");
    for (let i = 0; i < 5000; i++) deep = sentences(deep);
    expect(isMessage(deep)).toBe(false);
  });
});
