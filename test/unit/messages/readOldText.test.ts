import { describe, expect, it, vi } from "vitest";
import { SentencePattern } from "../../../model/messages/sentencePattern.js";
import { createOldTextReader } from "../../../model/messages/readOldText.js";

const translate = createOldTextReader({
  "The loss is no longer a number at step {0}.": "第 {0} 步时损失已不是数值。",
  "See the log.": "请查看日志。",
  "{0} says: {1}": "{0} 输出：{1}",
  "{0} says: {1}.": "{0} 输出：{1}。",
  "{0} or newer is needed.": "需要 {0} 或更新的版本。",
  "TensorFlow {0} is too old.": "TensorFlow {0} 太旧。",
  "Tried {0}.": "已尝试：{0}。",
  "the cache": "缓存",
  "the authors' server": "作者的服务器",
  "{0} answers {1}": "{0} 返回 {1}",
  "{0} × {0} pixels": "{0} × {0} 像素",
  "{1} of {0} tensors": "{0} 个张量中的 {1} 个",
  "{0}: {1}": "must not be used",
  ": ": "：",
  "; ": "；",
});

describe("createOldTextReader", () => {
  it("translates a sentence that is known as it is", () => {
    expect(translate("See the log.")).toBe("请查看日志。");
  });

  it("fills the values of a sentence into its translation, in that one's order", () => {
    expect(translate("The loss is no longer a number at step 3455.")).toBe(
      "第 3455 步时损失已不是数值。",
    );
    expect(translate("3 of 20 tensors")).toBe("20 个张量中的 3 个");
  });

  it("translates several sentences one by one, without a space after a full stop of full width", () => {
    expect(translate("TensorFlow 2.10 is too old. 2.16 or newer is needed. See the log.")).toBe(
      "TensorFlow 2.10 太旧。需要 2.16 或更新的版本。请查看日志。",
    );
  });

  it("leaves what it does not know as it is, and translates what stands around it", () => {
    expect(translate("Segmentation fault. See the log.")).toBe("Segmentation fault. 请查看日志。");
    expect(translate("ENOENT: no such file, open '/a.b'")).toBe(
      "ENOENT: no such file, open '/a.b'",
    );
    expect(translate("")).toBe("");
  });

  it("translates texts within a sentence, also those of a list", () => {
    const text =
      "Tried the authors' server: http://a.b/c answers 404; the cache: no route. See the log.";
    expect(translate(text)).toBe(
      "已尝试：作者的服务器：http://a.b/c 返回 404；缓存：no route。请查看日志。",
    );
  });

  it("keeps the output of a program whole", () => {
    const output = "error: x.cc:3: no member 'y' in 'z'; stopped";
    expect(translate(`g++ says: ${output}. See the log.`)).toBe(
      `g++ 输出：${output}。请查看日志。`,
    );
  });

  it("takes a repeated value only where it repeats", () => {
    expect(translate("96 × 96 pixels")).toBe("96 × 96 像素");
    expect(translate("96 × 48 pixels")).toBe("96 × 48 pixels");
  });

  it("does not take a text for a key of hardly any letters", () => {
    expect(translate("a: b")).toBe("a: b");
  });

  it("reads what holds signs of an expression literally", () => {
    const plain = createOldTextReader({ "No compiler (g++, {0}) was found.": "未找到 ({0})。" });
    expect(plain("No compiler (g++, c++) was found.")).toBe("未找到 (c++)。");
    expect(plain("No compiler gXX, c++ was found.")).toBe("No compiler gXX, c++ was found.");
  });

  // Were the time to grow with a power of the parts, this would not end within a test's time.
  it("gets through a long text of many parts", () => {
    const text = Array.from({ length: 400 }, (_, i) => `line ${i}: a; b: c.`).join(" ");
    expect(translate(text)).toBe(text);
  });
});

describe("a text that was made to be read in many ways", () => {
  const holes = "{0} a {1} a {2} a {3} a {4} a {5}.";
  const nested = createOldTextReader({
    [`${holes.slice(0, -1)} end.`]: "never",
    "say {0}": "说 {0}",
    "{0} says {1}": "{0} 说 {1}",
    "{0} or say {1}": "{0} 或说 {1}",
    ": ": "：",
    "; ": "；",
  });

  /** How many characters are looked at to find a literal: all work of the reading grows with it. */
  function workOf(translateIt: (text: string) => string, text: string): number {
    let work = 0;
    const search = vi.spyOn(String.prototype, "includes").mockImplementation(function (
      this: string,
      part: string,
    ) {
      work += this.length;
      return this.indexOf(part) >= 0;
    });
    translateIt(text);
    search.mockRestore();
    return work;
  }

  it.each([
    ["a literal that comes again and again", (length: number) => "x a ".repeat(length / 4)],
    ["sentences in sentences", (length: number) => "say or ".repeat(length / 7)],
    ["parts", (length: number) => "say a: b says c; d. ".repeat(length / 20)],
  ])("takes work that grows with its length alone: %s", (_, textOf) => {
    for (const length of [1200, 12_000, 120_000]) {
      expect(workOf(nested, textOf(length))).toBeLessThan(500 * (length + 50));
    }
  });

  it("is found to be no sentence after one look at each literal", () => {
    const searched = vi.spyOn(String.prototype, "indexOf");
    expect(new SentencePattern(holes).match("x a ".repeat(300))).toBeNull();
    expect(searched.mock.calls.length).toBeLessThan(10);
    searched.mockRestore();
  });

  it.each([
    ["{0} by {1}", "a by b by c", ["a", "b by c"]],
    ["{0}{1}!", "abc!", ["a", "bc"]],
    ["({0}) of {1}", "() of x", null],
    ["{0} × {0} px, every {1} px", "a × a × a × a px, every 8 px", ["a × a", "8"]],
    ["aba{0}", "ab", null],
    ["ab {0} ba", "ab ba", null],
  ])("takes the values that an expression of the language takes: %s of %s", (key, text, values) => {
    const found = new SentencePattern(key).match(text);
    expect(found === null ? null : [...found.values()]).toEqual(values);
  });
});
