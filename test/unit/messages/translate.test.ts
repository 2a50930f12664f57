import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  listed,
  says,
  sentences,
  verbatim,
  type Message,
} from "../../../model/messages/message.js";
import { createTranslator, englishOf } from "../../../model/messages/translate.js";

const chinese = {
  "See the log.": "请查看日志。",
  "The folder {0} cannot be read.": "无法读取文件夹 {0}。",
  "{1} of {0} tensors": "{0} 个张量中的 {1} 个",
  "Tried {0}.": "已尝试：{0}。",
  "the cache": "缓存",
  "{0}: {1}": "{0}：{1}",
  "{0}; {1}": "{0}；{1}",
};

/** Of what is said today nothing is read. */
const translate = createTranslator(chinese, (english) => {
  throw new Error(`read: ${english}`);
});

describe("a message", () => {
  it("is its text in the person's language, with its values in that one's order", () => {
    expect(translate(says("See the log."))).toBe("请查看日志。");
    expect(translate(says("{1} of {0} tensors", 20, 3))).toBe("20 个张量中的 3 个");
    expect(englishOf(says("{1} of {0} tensors", 20, 3))).toBe("3 of 20 tensors");
  });

  it("holds others, which are translated too", () => {
    const list = listed([says("{0}: {1}", says("the cache"), "no route"), says("the cache")]);
    expect(translate(says("Tried {0}.", list))).toBe("已尝试：缓存：no route；缓存。");
    expect(englishOf(says("Tried {0}.", list))).toBe("Tried the cache: no route; the cache.");
  });

  it("leaves the words of a program as they are, whatever they look like", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.constantFrom("See the log.", "the cache", "{0}", "$&")),
        (words) => {
          expect(translate(verbatim(words))).toBe(words);
          expect(translate(says("The folder {0} cannot be read.", words))).toBe(
            `无法读取文件夹 ${words}。`,
          );
        },
      ),
    );
  });

  it("stands after another as that language joins them", () => {
    const folder = says("The folder {0} cannot be read.", "/x");
    const both = sentences(folder, verbatim("EIO: error"), "See the log.");
    expect(englishOf(both)).toBe("The folder /x cannot be read. EIO: error. See the log.");
    expect(translate(both)).toBe("无法读取文件夹 /x。EIO: error. 请查看日志。");
  });

  it("gives up its full stop within a sentence", () => {
    const folder = says("The folder {0} cannot be read.", "/x");
    expect(englishOf(says("Tried {0}.", folder))).toBe("Tried The folder /x cannot be read.");
    expect(translate(says("Tried {0}.", folder))).toBe("已尝试：无法读取文件夹 /x。");
  });

  it("that the translations do not have is English, and none is what every object has", () => {
    expect(translate(says("constructor"))).toBe("constructor");
    expect(translate(says("Gone {0}.", says("the cache")))).toBe("Gone 缓存.");
  });

  it("is read only where an earlier version kept its English alone", () => {
    const old: Message = { old: "The folder /x cannot be read." };
    const read = createTranslator(chinese, (english) => `read: ${english}`);
    expect(read(sentences("See the log.", old))).toBe(
      "请查看日志。read: The folder /x cannot be read.",
    );
    expect(englishOf(old)).toBe("The folder /x cannot be read.");
  });
});
