import { describe, expect, it } from "vitest";
import { says, sentences, verbatim } from "../../../model/messages/message.js";
import { withPlainError, withRevivedError } from "../../../model/messages/rpcError.js";
import { SaidError, saidBy } from "../../../model/messages/saidError.js";
import { UserError } from "../../../model/messages/userError.js";

const wires = [
  ["another process", (message: unknown): unknown => structuredClone(message)],
  ["a page", (message: unknown): unknown => JSON.parse(JSON.stringify(message))],
] as const;

describe.each(wires)("an error on its way to %s", (_, send) => {
  function received(error: unknown): unknown {
    const message = withRevivedError(send(withPlainError({ t: "s", i: "1", e: error })));
    return (message as { e: unknown }).e;
  }

  it("says what it said, as a message", () => {
    const what = says("The folder {0} cannot be read.", "/x");
    const error = received(new UserError(what, verbatim("EIO"), "See the log."));
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({
      name: "UserError",
      message: "The folder /x cannot be read. EIO. See the log.",
    });
    expect(saidBy(error)).toEqual(sentences(what, verbatim("EIO"), "See the log."));
    expect(saidBy(received(new SaidError(what)))).toEqual(what);
  });

  it("says the words of a system or a library as they are", () => {
    expect(saidBy(received(new TypeError("x is not a function")))).toEqual(
      verbatim("x is not a function"),
    );
  });
});

describe("a message of the RPC without an error", () => {
  it.each([null, 7, "text", { t: "s", i: "1", r: 4 }, { t: "s", i: "1", e: "thrown" }])(
    "is left as it is: %j",
    (message) => {
      expect(withPlainError(message)).toBe(message);
      expect(withRevivedError(message)).toEqual(message);
    },
  );
});
